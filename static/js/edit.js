/* Saves an edit form while people write, and keeps a copy in the browser until the server has it.

   The form works without this script: the buttons post it. The server answers an autosave with JSON:
   saved (version, base, merged, saved_at), invalid (errors), conflict or refused (message). All but the first have
   been kept by the server as a draft, which the page offers next time. */
"use strict";

(() => {
  const form = document.querySelector("form[data-autosave]");
  const status = document.getElementById("save-status");
  if (!form || !status) return;

  const QUIET_MS = 2500;
  const RETRY_MS = [2000, 5000, 10000, 30000];
  const PRESENCE_MS = 30000;
  const KEEPALIVE_LENGTH = 60000;
  const LEAVING_MS = 15000;
  const NOT_YOURS = "Not saved: you can no longer change this page.";
  const IGNORED = new Set(["csrfmiddlewaretoken", "version", "base", "new_id"]);
  const draftKey = `plplanner:${form.dataset.user}:${form.dataset.row}`;
  /* Where two texts are shown side by side, nothing is decided before Save is pressed. */
  const choosing = form.querySelector(".conflict") !== null;

  let timer = 0;
  let flight = null; /* the save under way */
  let dirty = "posted" in form.dataset && !choosing; /* what was posted and shown again is not saved */
  let failures = 0;
  let signedOut = false;
  let submitting = false;
  let mustStay = false; /* posting now would lose the page */
  let leaving = false;
  let hasCopy = false;

  function typed() {
    const values = {};
    for (const [name, value] of new FormData(form)) {
      if (!IGNORED.has(name)) (values[name] ||= []).push(value);
    }
    return values;
  }

  function say(text, state) {
    if (status.textContent === text) return;
    status.textContent = text;
    status.dataset.state = state;
  }

  /* The copy in the browser */

  function keepCopy() {
    hasCopy = false;
    /* Its texts begin from the other person's: brought back on a plain page they would overwrite those unseen. */
    if (choosing) return;
    try {
      const copy = { values: typed(), version: form.elements.version.value, base: form.elements.base.value, at: Date.now() };
      localStorage.setItem(draftKey, JSON.stringify(copy));
      hasCopy = true;
    } catch {
      /* Private windows and full disks have no copy; the server's save still works. */
    }
  }

  function whereKept() {
    return hasCopy ? "Your text is kept in this browser." : "Keep this page open.";
  }

  function dropCopy() {
    hasCopy = false;
    try {
      localStorage.removeItem(draftKey);
    } catch {
      /* Nothing was kept. */
    }
  }

  function readCopy() {
    try {
      return JSON.parse(localStorage.getItem(draftKey));
    } catch {
      return null;
    }
  }

  function putBack(values) {
    for (const field of form.elements) {
      if (!field.name || IGNORED.has(field.name) || field.type === "hidden" || field.tagName === "BUTTON") continue;
      const held = values[field.name] || [];
      if (field.type === "radio" || field.type === "checkbox") field.checked = held.includes(field.value);
      else if (field.name in values) field.value = held[0];
    }
  }

  /* The server trims texts and writes numbers with commas: such a difference is none. */
  function comparable(values) {
    const tidy = (text) => (/^[\d,.\s]+$/.test(text) ? text.replaceAll(",", "") : text).trim();
    return JSON.stringify(Object.entries(values).map(([name, held]) => [name, held.map(tidy)]));
  }

  function offerCopy() {
    if ("posted" in form.dataset) return;
    const copy = readCopy();
    if (!copy || !copy.values || comparable(copy.values) === comparable(typed())) return dropCopy();
    const notice = document.createElement("div");
    notice.className = "notice notice-warning";
    notice.id = "local-copy";
    const body = document.createElement("div");
    const words = document.createElement("p");
    words.textContent = `This browser has text you typed here on ${new Date(copy.at).toLocaleString()} that was not saved.`;
    const row = document.createElement("div");
    row.className = "button-row";
    const back = document.createElement("button");
    back.type = "button";
    back.className = "btn btn-secondary";
    back.textContent = "Bring it back";
    const away = document.createElement("button");
    away.type = "button";
    away.className = "link-button";
    away.textContent = "Throw it away";
    back.addEventListener("click", () => {
      putBack(copy.values);
      /* What was typed began from the texts of then: the server compares with those. */
      form.elements.version.value = copy.version;
      form.elements.base.value = copy.base;
      notice.remove();
      form.querySelector("textarea, input:not([type=hidden])").focus();
      changed();
    });
    away.addEventListener("click", () => {
      dropCopy();
      notice.remove();
      form.querySelector("textarea, input:not([type=hidden])").focus();
    });
    row.append(back, away);
    body.append(words, row);
    notice.append(body);
    form.before(notice);
  }

  /* Saving */

  function changed() {
    dirty = true;
    keepCopy();
    saveIn(QUIET_MS);
  }

  function saveIn(milliseconds) {
    clearTimeout(timer);
    timer = setTimeout(save, milliseconds);
  }

  /* Saves what is not saved; resolves when the save under way is answered. */
  function save() {
    if (!flight && dirty && !leaving) {
      clearTimeout(timer);
      flight = send().finally(() => {
        flight = null;
      });
    }
    return flight;
  }

  async function send() {
    dirty = false;
    mustStay = false;
    if (signedOut && !(await isMineAgain())) return;
    const sent = typed();
    let response = await post();
    if (response && [401, 403].includes(response.status)) {
      if (!(await isMineAgain())) return;
      response = await post();
    }
    if (leaving) return;
    if (!response || response.status >= 500) return tryAgain();
    failures = 0;
    const isJson = (response.headers.get("Content-Type") || "").includes("json");
    if (isJson) return take(await response.json(), sent);
    mustStay = response.status === 413;
    refuse(mustStay ? "Not saved: this is too much at once. Shorten it, or save it in two parts." : NOT_YOURS);
  }

  async function post() {
    const typedNow = new FormData(form);
    const options = { method: "POST", headers: { "X-Autosave": "1", Accept: "application/json" }, credentials: "same-origin" };
    try {
      if (document.hidden) {
        /* The tab may be closing: a small post is let through all the same. */
        const body = new URLSearchParams(typedNow);
        return await fetch(form.action, { ...options, body, keepalive: String(body).length < KEEPALIVE_LENGTH });
      }
      return await fetch(form.action, { ...options, body: typedNow });
    } catch {
      return null;
    }
  }

  /* Others' texts take the place of ours where we left a field alone. Where somebody typed on meanwhile, the next save
     still begins from the text of before, so that the server sees two texts and asks. */
  function takeMerged(answer, sent) {
    const now = typed();
    const base = JSON.parse(answer.base);
    const before = JSON.parse(form.elements.base.value || "{}");
    let typedOn = false;
    for (const [name, text] of Object.entries(answer.merged || {})) {
      if (JSON.stringify(now[name]) === JSON.stringify(sent[name])) {
        show(name, text);
      } else {
        typedOn = true;
        base[name] = before[name];
      }
    }
    form.elements.base.value = JSON.stringify(base);
    if (!typedOn) form.elements.version.value = answer.version;
  }

  function show(name, text) {
    for (const field of form.querySelectorAll(`[name="${name}"]:not([type=hidden])`)) {
      if (["radio", "checkbox"].includes(field.type)) field.checked = text.split("\n").includes(field.value);
      else field.value = text;
    }
  }

  function showErrors(errors) {
    for (const old of form.querySelectorAll(".field-error")) old.remove();
    for (const [name, sentences] of Object.entries(errors)) {
      const field = document.getElementById(`id_${name}`);
      if (!field) continue;
      const line = document.createElement("p");
      line.className = "field-error";
      line.id = `${field.id}_error`;
      const words = document.createElement("span");
      words.textContent = sentences.join(" ");
      line.append(words);
      field.before(line);
    }
  }

  function take(answer, sent) {
    showErrors(answer.errors || {});
    if (answer.state === "saved") {
      takeMerged(answer, sent);
      say(`Saved ${answer.saved_at}`, "saved");
    } else if (answer.state === "invalid") {
      say("Kept, but not saved yet: something needs to be corrected.", "trying");
    } else {
      say(answer.message, "refused");
    }
    if (dirty) changed();
    else dropCopy();
  }

  function refuse(sentence) {
    dirty = true;
    say(`${sentence} ${whereKept()}`, "refused");
    saveIn(RETRY_MS[RETRY_MS.length - 1]);
  }

  function tryAgain() {
    dirty = true;
    mustStay = true;
    keepCopy();
    say(`Not saved, still trying. ${whereKept()}`, "trying");
    saveIn(RETRY_MS[Math.min(failures, RETRY_MS.length - 1)]);
    failures += 1;
  }

  /* Whether the person who opened the page is signed in; if so, takes that session's token. Says so if not. */
  async function isMineAgain() {
    let page = null;
    let response = null;
    try {
      response = await fetch(location.href, { credentials: "same-origin" });
      page = new DOMParser().parseFromString(await response.text(), "text/html");
    } catch {
      tryAgain();
      return false;
    }
    const fresh = page.querySelector("form[data-autosave]");
    if (fresh && fresh.dataset.user === form.dataset.user) {
      form.elements.csrfmiddlewaretoken.value = fresh.elements.csrfmiddlewaretoken.value;
      signedOut = false;
      return true;
    }
    signedOut = true;
    mustStay = fresh !== null;
    if (fresh) refuse("Not saved: somebody else is signed in in this browser. Sign in as yourself in another tab, then go on writing here.");
    else if (response.url.includes("/account/")) refuse("Not saved: you were signed out. Sign in in another tab, then go on writing here.");
    else refuse(NOT_YOURS);
    return false;
  }

  /* A button saves first, so that with a dead server the page stays, and then posts as it would without this script. */
  async function saveThenSubmit(button) {
    submitting = true;
    await flight;
    await save();
    submitting = false;
    if (mustStay) return;
    leave();
    form.requestSubmit(button);
  }

  /* For other scripts that lead away from the page. */
  async function saveFirst({ go, stay }) {
    await flight;
    await save();
    if (mustStay) stay();
    else go();
  }

  function leave() {
    leaving = true;
    setTimeout(() => {
      leaving = false;
    }, LEAVING_MS);
  }

  /* Who else is here */

  async function tellPresence() {
    if (document.hidden) return;
    const body = new URLSearchParams({ row: form.dataset.row, csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value });
    try {
      const response = await fetch(form.dataset.presence, { method: "POST", body, credentials: "same-origin" });
      if (response.ok) showOthers((await response.json()).others);
    } catch {
      /* Nobody can be asked now. */
    }
  }

  function showOthers(names) {
    const line = document.getElementById("others");
    const verb = names.length === 1 ? "has" : "have";
    const text = names.length ? `${names.join(", ")} ${verb} this open too. You can both write; nothing gets lost.` : "";
    const words = line.querySelector("[data-names]");
    if (words.textContent !== text) words.textContent = text;
    line.hidden = !names.length;
  }

  form.addEventListener("input", changed);
  form.addEventListener("focusout", save);
  form.addEventListener("submit", (event) => {
    if (leaving) return;
    if (choosing || !(dirty || flight || submitting)) return leave();
    event.preventDefault();
    if (!submitting) saveThenSubmit(event.submitter);
  });
  form.addEventListener("save-first", (event) => saveFirst(event.detail));
  document.addEventListener("visibilitychange", () => document.hidden && save());
  window.addEventListener("online", save);
  window.addEventListener("focus", () => signedOut && save());
  window.addEventListener("pageshow", () => {
    leaving = false;
  });

  offerCopy();
  if ("presence" in form.dataset) {
    tellPresence();
    setInterval(tellPresence, PRESENCE_MS);
  }
})();
