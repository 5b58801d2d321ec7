// Moves the focus to the error summary when a page opens with one, so that it is read out first.
"use strict";

document.querySelector("[data-focus]")?.focus();
