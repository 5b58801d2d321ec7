/* While a person ticks and chooses on a rating page, asks the server what that adds up to, and asks why only when the
   rating changes. The page works without it: saving shows the same. */
"use strict";

(() => {
  const form = document.querySelector("form[data-advice]");
  if (!form) return;

  const DECIDES = 'input[name="level"], input[name="score"]';
  const reason = form.querySelector("[data-reason]");
  const before = chosen();
  let asked = 0;

  function chosen() {
    const values = new FormData(form);
    return values.get("level") ?? values.get("score") ?? "";
  }

  function askWhy() {
    if (!reason) return;
    reason.hidden = chosen() === before && !reason.querySelector("textarea")?.value && !reason.querySelector(".conflict");
  }

  async function advise() {
    const query = new URLSearchParams(new FormData(form).getAll("ticks").map((key) => ["ticks", key]));
    query.set("chosen", chosen());
    const turn = (asked += 1);
    let text = "";
    try {
      const response = await fetch(`${form.dataset.advice}?${query}`, { credentials: "same-origin" });
      if (!response.ok) return;
      text = await response.text();
    } catch {
      return; /* No network: the advice of before stays until the next tick. */
    }
    if (turn !== asked) return;
    const fresh = new DOMParser().parseFromString(text, "text/html");
    for (const id of ["tick-advice", "level-advice"]) replace(document.getElementById(id), fresh.getElementById(id));
  }

  /* The live sentence stays the same element, so that a screen reader speaks only what is new. */
  function replace(old, fresh) {
    if (!old || !fresh || old.innerHTML === fresh.innerHTML) return;
    const [said, says] = [old.querySelector("[role=status]"), fresh.querySelector("[role=status]")];
    if (!said || !says) return old.replaceChildren(...fresh.childNodes);
    if (said.textContent !== says.textContent) said.textContent = says.textContent;
    while (said.nextSibling) said.nextSibling.remove();
    while (says.nextSibling) old.append(says.nextSibling);
  }

  form.addEventListener("change", (event) => {
    if (event.target.matches(DECIDES)) askWhy();
    if (event.target.matches(`${DECIDES}, input[name="ticks"]`)) advise();
  });
  askWhy();
})();
