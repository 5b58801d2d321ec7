// What the checklist looks at inside a page. Evaluated as one expression; every function returns plain values.
({
  describe(element) {
    const text = (element.getAttribute("aria-label") || element.textContent || element.name || "").trim();
    return `<${element.tagName.toLowerCase()}${element.id ? "#" + element.id : ""}> ${text.replace(/\s+/g, " ").slice(0, 50)}`;
  },

  isShown(element) {
    return element.checkVisibility({ visibilityProperty: true }) && !element.closest("[inert]");
  },

  // What a reader gets: the title, the main heading, and the forms with the fields that can be filled in.
  outline() {
    const forms = [...document.forms].map((form) => {
      const names = [...form.elements].filter((field) => field.name && field.type !== "hidden").map((field) => field.name);
      return `${form.method} ${new URL(form.action, location.href).pathname} ${[...new Set(names)].sort().join(" ")}`;
    });
    const heading = document.querySelector("h1");
    return { heading: heading ? heading.innerText.trim() : "", forms: forms.sort() };
  },

  structure() {
    const problems = [];
    if (!document.documentElement.lang) problems.push("the page names no language");
    if (!document.title.trim()) problems.push("the page has no title");
    for (const [selector, what] of [["h1", "main headings"], ["main", "main landmarks"]]) {
      const count = document.querySelectorAll(selector).length;
      if (count !== 1) problems.push(`the page has ${count} ${what}`);
    }
    return problems;
  },

  // Adopted style sheets are not subject to the page's content security policy.
  setStyle(css) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    document.adoptedStyleSheets = [sheet];
  },

  sidewaysScroll() {
    const width = document.documentElement.clientWidth;
    if (document.scrollingElement.scrollWidth <= width) return [];
    const scrollsItself = (element) => {
      for (let up = element.parentElement; up; up = up.parentElement) {
        if (getComputedStyle(up).overflowX !== "visible") return true;
      }
      return false;
    };
    const wide = [...document.body.querySelectorAll("*")].filter(
      (element) => element.getBoundingClientRect().right > width + 1 && this.isShown(element) && !scrollsItself(element),
    );
    return wide.slice(0, 3).map((element) => `scrolls sideways: ${this.describe(element)}`).concat(wide.length ? [] : ["scrolls sideways"]);
  },

  clippedText() {
    const hasText = (element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    const isClipped = (element) => {
      const style = getComputedStyle(element);
      const hides = (value) => value === "hidden" || value === "clip";
      if (element.clientWidth <= 1 || element.clientHeight <= 1) return false; // for screen readers only
      return (
        (hides(style.overflowX) && element.scrollWidth > element.clientWidth + 1) ||
        (hides(style.overflowY) && element.scrollHeight > element.clientHeight + 1)
      );
    };
    return [...document.body.querySelectorAll("*")]
      .filter((element) => hasText(element) && this.isShown(element) && isClipped(element))
      .slice(0, 3)
      .map((element) => `cuts text off: ${this.describe(element)}`);
  },

  look(element) {
    return [element, element.parentElement, element.nextElementSibling]
      .filter(Boolean)
      .map((each) => {
        const style = getComputedStyle(each);
        return [style.outlineStyle, style.outlineWidth, style.boxShadow, style.borderColor, style.backgroundColor, style.textDecorationLine, style.clip, style.clipPath].join();
      })
      .join("|");
  },

  tabStops() {
    const groups = new Set();
    return [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex], [contenteditable]")].filter((element) => {
      if (element.disabled || element.tabIndex < 0 || element.type === "hidden" || !this.isShown(element)) return false;
      if (element.type !== "radio") return true;
      const group = `${element.form && element.form.id} ${element.name}`;
      const standsForGroup = element.checked || ![...document.getElementsByName(element.name)].some((other) => other.checked);
      if (groups.has(group) || !standsForGroup) return false;
      groups.add(group);
      return true;
    });
  },

  // Remembers how every stop looks without focus, and which stops there are to reach.
  beginTabbing() {
    // Tab goes on from where the focus last was, even if that is gone: leave it at the top.
    const top = document.createElement("span");
    top.tabIndex = -1;
    document.body.prepend(top);
    top.focus();
    top.remove();
    window.scrollTo(0, 0);
    const stops = this.tabStops();
    window.checklistTabbing = { unfocused: new Map(stops.map((stop) => [stop, this.look(stop)])), left: new Set(stops), seen: new Set() };
    return stops.length;
  },

  // Looks at what has the focus after one press of Tab; null when the round is over.
  stopAtFocus() {
    const { unfocused, left, seen } = window.checklistTabbing;
    const stop = document.activeElement;
    // A date field takes several presses: one for each of its parts.
    if (stop === window.checklistTabbing.last) return [];
    window.checklistTabbing.last = stop;
    if (stop === document.body || seen.has(stop)) return null;
    seen.add(stop);
    left.delete(stop);
    const problems = [];
    const style = getComputedStyle(stop);
    const before = unfocused.get(stop);
    const isMarked = before ? before !== this.look(stop) : style.outlineStyle !== "none" || style.boxShadow !== "none";
    if (!isMarked) problems.push(`shows no focus: ${this.describe(stop)}`);
    if (!this.canBeSeen(stop)) problems.push(`is covered or out of sight when it has the focus: ${this.describe(stop)}`);
    return problems;
  },

  canBeSeen(element) {
    return [...element.getClientRects()].some((box) =>
      [[0.5, 0.5], [0.1, 0.2], [0.9, 0.2], [0.1, 0.8], [0.9, 0.8]].some(([across, down]) => {
        // Of a table taller than the window, what shows is what counts.
        const height = Math.min(box.height, window.innerHeight);
        const hit = document.elementFromPoint(box.left + box.width * across, Math.max(box.top, 0) + height * down * 0.9);
        return hit && (element.contains(hit) || hit.contains(element) || [...(element.labels || [])].some((label) => label.contains(hit)));
      }),
    );
  },

  endTabbing() {
    const missed = [...window.checklistTabbing.left].filter((stop) => stop.isConnected && this.isShown(stop));
    return missed.slice(0, 5).map((stop) => `cannot be reached with Tab: ${this.describe(stop)}`);
  },

  hiddenHeading() {
    const heading = document.querySelector("h1");
    return heading && this.isShown(heading) ? [] : ["hides the main heading"];
  },

  tinyTargets() {
    return this.tabStops()
      .filter((stop) => stop.getBoundingClientRect().width === 0)
      .map((stop) => `has no size: ${this.describe(stop)}`);
  },
})
