/* Pasting from Word, a web page or a spreadsheet into a text box: paragraphs, lists and tables stay as plain text.

   List items become lines with "• " or "1. ", two spaces deeper for each level; a table becomes lines whose cells are
   parted by tabs, with quotes around a cell of several lines, as spreadsheets copy it. Where the page can turn rows into
   activities (data-rows-url), it offers that for a table. Any other paste is left to the browser. */
"use strict";

(() => {
  const BLOCKS = new Set("ADDRESS ARTICLE ASIDE BLOCKQUOTE DD DIV DL DT FIGURE FOOTER FORM H1 H2 H3 H4 H5 H6 HEADER HR MAIN NAV P PRE SECTION".split(" "));
  const SILENT = new Set("SCRIPT STYLE TEMPLATE HEAD TITLE META LINK OBJECT".split(" "));
  const RICH = "ul, ol, table, p, div, h1, h2, h3, h4, h5, h6, blockquote, br";
  const FEWEST = 2; /* rows and columns that make a table */
  const WORD_LEVEL = /mso-list:\s*\S+\s+level(\d)/i;
  const WORD_MARK = /mso-list:\s*ignore/i;

  function fold(text) {
    return text.replace(/[\s\u00a0]+/g, " ");
  }

  /* Lines of text, written as the document is walked. */
  class Lines {
    constructor() {
      this.done = [];
      this.line = "";
      this.prefix = "";
      this.indent = "";
    }

    add(text) {
      const folded = fold(text);
      this.line += this.line === "" || this.line.endsWith(" ") ? folded.trimStart() : folded;
    }

    end() {
      const text = this.line.trim();
      if (text) {
        this.done.push(`${this.indent}${this.prefix}${text}`);
        this.prefix = " ".repeat(this.prefix.length);
      }
      this.line = "";
    }

    text() {
      this.end();
      return this.done.join("\n");
    }
  }

  function isWordListItem(element) {
    return WORD_LEVEL.test(element.getAttribute("style") || "");
  }

  /* Word writes a list as paragraphs whose bullet or number stands in a part of its own. */
  function writeWordListItem(element, lines) {
    const level = Number(WORD_LEVEL.exec(element.getAttribute("style"))[1]);
    const text = fold(element.textContent).trim();
    const marks = [...element.querySelectorAll("[style]")].find((part) => WORD_MARK.test(part.getAttribute("style")));
    const mark = marks ? fold(marks.textContent).trim() : "";
    const shown = /^\(?[0-9a-z]+[.)]$/i.test(mark) ? mark : "•";
    lines.end();
    lines.done.push(`${"  ".repeat(level - 1)}${shown} ${text.slice(mark.length).trim()}`);
  }

  function writeList(list, lines, depth) {
    let number = Number(list.getAttribute("start")) || 1;
    for (const item of list.children) {
      if (item.matches("ul, ol")) {
        writeList(item, lines, depth + 1);
        continue;
      }
      lines.end();
      const [indent, prefix] = [lines.indent, lines.prefix];
      lines.indent = "  ".repeat(depth);
      lines.prefix = list.tagName === "OL" ? `${number}. ` : "• ";
      number += 1;
      write(item, lines, depth + 1);
      lines.end();
      [lines.indent, lines.prefix] = [indent, prefix];
    }
  }

  function write(node, lines, depth) {
    for (const child of node.childNodes) {
      if (child.nodeType === Node.TEXT_NODE) lines.add(child.data);
      else if (child.nodeType !== Node.ELEMENT_NODE || SILENT.has(child.tagName)) continue;
      else if (child.tagName === "BR") lines.end();
      else if (child.matches("ul, ol")) {
        lines.end();
        writeList(child, lines, depth);
      } else if (child.tagName === "TABLE") {
        lines.end();
        lines.done.push(...written(tableRows(child)).split("\n"));
      } else if (isWordListItem(child)) writeWordListItem(child, lines);
      else if (BLOCKS.has(child.tagName)) {
        lines.end();
        write(child, lines, depth);
        lines.end();
      } else write(child, lines, depth);
    }
  }

  function textOf(node) {
    const lines = new Lines();
    write(node, lines, 0);
    return lines.text();
  }

  function tableRows(table) {
    return [...table.rows].map((row) => [...row.cells].map(textOf));
  }

  /* A cell is in quotes where it holds what would end it. */
  function written(rows) {
    const quote = (cell) => (/[\t\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
    return rows.map((row) => row.map(quote).join("\t").trimEnd()).join("\n");
  }

  function isTable(rows) {
    return rows.length >= FEWEST && rows.filter((row) => row.length >= FEWEST).length >= FEWEST;
  }

  function read(clipboard) {
    const html = clipboard.getData("text/html");
    if (html) {
      const body = new DOMParser().parseFromString(html, "text/html").body;
      if (!body.querySelector(RICH)) return null;
      const tables = [...body.querySelectorAll("table")].filter((table) => !table.parentElement.closest("table"));
      const only = tables.length === 1 && fold(body.textContent).trim() === fold(tables[0].textContent).trim();
      return { text: textOf(body), rows: only ? tableRows(tables[0]) : [] };
    }
    const plain = clipboard.getData("text/plain").replace(/\r\n?/g, "\n").replace(/\n+$/, "");
    const rows = plain.split("\n").map((line) => line.split("\t"));
    return isTable(rows) ? { text: plain, rows } : null;
  }

  /* Keeps the browser's undo, where it can. */
  function insert(box, text) {
    box.focus();
    if (document.execCommand("insertText", false, text)) return;
    box.setRangeText(text, box.selectionStart, box.selectionEnd, "end");
    box.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function offerRows(box, before, pasted) {
    const address = box.form.dataset.rowsUrl;
    if (!address || box.name !== "initial" || !isTable(pasted.rows)) return;
    document.getElementById("pasted-rows")?.remove();
    const notice = document.createElement("div");
    notice.className = "notice";
    notice.id = "pasted-rows";
    notice.setAttribute("role", "status");
    const words = document.createElement("p");
    const button = document.createElement("button");
    button.type = "button";
    button.className = "link-button";
    button.textContent = "Make each row an activity";
    button.addEventListener("click", () => goToRows(box, before, pasted, address));
    words.append(`You pasted a table of ${pasted.rows.length} rows. `, button);
    notice.append(words);
    box.after(notice);
  }

  /* The table goes to the page that shows its rows, out of the box again; with a dead server it stays in the box. */
  function goToRows(box, before, pasted, address) {
    const after = box.value;
    const put = (text) => {
      box.value = text;
      box.dispatchEvent(new Event("input", { bubbles: true }));
    };
    put(before);
    const form = document.createElement("form");
    form.method = "post";
    form.action = address;
    form.hidden = true;
    const values = {
      csrfmiddlewaretoken: box.form.elements.csrfmiddlewaretoken.value,
      page_id: box.form.dataset.rowsPage,
      instead_of: box.form.dataset.row,
      text: pasted.text,
    };
    for (const [name, value] of Object.entries(values)) {
      const field = document.createElement("textarea");
      field.name = name;
      field.value = value;
      form.append(field);
    }
    document.body.append(form);
    box.form.dispatchEvent(new CustomEvent("save-first", { detail: { go: () => form.submit(), stay: () => put(after) } }));
  }

  document.addEventListener("paste", (event) => {
    const box = event.target;
    if (!(box instanceof HTMLTextAreaElement) || box.readOnly || !event.clipboardData) return;
    const pasted = read(event.clipboardData);
    if (!pasted || !pasted.text) return;
    const before = box.value;
    event.preventDefault();
    insert(box, pasted.text);
    offerRows(box, before, pasted);
  });
})();
