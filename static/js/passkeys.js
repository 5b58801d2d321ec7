// Shows what needs passkeys only where the browser has them, and says in words when one could not be used.
"use strict";

if (window.PublicKeyCredential) {
  for (const element of document.querySelectorAll("[data-passkey]")) element.hidden = false;
}

document.addEventListener("allauth.error", (event) => {
  const line = document.querySelector("[data-passkey-error]");
  if (!line) return;
  event.preventDefault();
  line.textContent = "The key could not be used. Try again, or choose another way to sign in.";
  line.hidden = false;
});
