// The lines of a page as inputs; doubtful words stand below their line as buttons that select them.
const DOUBT = 0.75;

export class Lines {
  constructor(list, texts, onFocus, onChange) {
    this.list = list;
    this.texts = texts;
    this.onFocus = onFocus;
    this.onChange = onChange;
    this.lines = [];
    list.addEventListener("focusin", (event) => {
      const item = event.target.closest(".fix-item");
      if (item) onFocus(this.lines[Number(item.dataset.index)], null);
    });
    list.addEventListener("input", (event) => this.typed(event.target));
    // The word at the caret is shown on the image.
    ["keyup", "click"].forEach((name) => list.addEventListener(name, (event) => {
      const item = event.target.closest("textarea")?.closest(".fix-item");
      if (item) onFocus(...this.atCaret(Number(item.dataset.index)));
    }));
    list.addEventListener("click", (event) => {
      const button = event.target.closest("[data-doubt]");
      if (button) this.selectWord(Number(button.closest(".fix-item").dataset.index), Number(button.dataset.doubt));
    });
  }

  show(lines, readOnly = false) {
    this.lines = lines;
    let region = null;
    this.list.replaceChildren(...lines.map((line, index) => {
      const item = document.createElement("li");
      item.className = "fix-item";
      item.dataset.index = index;
      item.dataset.kind = line.kind;
      item.toggleAttribute("data-first", line.region !== region);
      region = line.region;
      const input = document.createElement("textarea");
      input.rows = 1;
      input.value = line.text;
      input.readOnly = readOnly;
      input.autocomplete = "off";
      input.spellcheck = false;
      input.lang = line.language;
      input.setAttribute("aria-label", `${this.texts.line} ${index + 1}`);
      item.append(input, this.doubts(line));
      return item;
    }));
    [...this.list.children].forEach((item) => this.fit(item.firstElementChild));
  }

  // A long line is shown whole; browsers that cannot do it by themselves are told the height.
  fit(input) {
    if (CSS.supports("field-sizing", "content")) return;
    input.style.height = "auto";
    input.style.height = `${input.scrollHeight + 2}px`;
  }

  doubts(line) {
    const row = document.createElement("div");
    row.className = "fix-doubts";
    line.words.forEach((word, place) => {
      if (word[5] >= DOUBT || !word[0].trim()) return;
      const button = document.createElement("button");
      button.type = "button";
      button.tabIndex = -1;
      button.dataset.doubt = place;
      button.textContent = word[0];
      button.title = `${this.texts.doubtful}: ${Math.round(word[5] * 100)} %`;
      row.append(button);
    });
    return row;
  }

  input(index) { return this.list.children[index]?.querySelector("textarea"); }

  get focused() {
    const item = document.activeElement?.closest(".fix-item");
    return item ? Number(item.dataset.index) : -1;
  }

  focus(index) {
    const input = this.input(index);
    if (!input) return;
    input.focus();
    input.scrollIntoView({ block: "nearest" });
  }

  selectWord(index, place) {
    const line = this.lines[index];
    const input = this.input(index);
    input.focus();
    const from = input.value.indexOf(line.words[place][0]);
    if (from >= 0) input.setSelectionRange(from, from + line.words[place][0].length);
    this.onFocus(line, line.words[place]);
  }

  nextDoubt() {
    const begin = this.focused;
    const caret = begin >= 0 ? this.input(begin).selectionEnd : -1;
    for (let index = Math.max(0, begin); index < this.lines.length; index += 1) {
      const value = this.input(index).value;
      const place = this.lines[index].words.findIndex((word) => word[5] < DOUBT && word[0].trim()
        && (index > begin || value.indexOf(word[0]) >= caret));
      if (place >= 0) { this.selectWord(index, place); return; }
    }
  }

  atCaret(index) {
    const line = this.lines[index];
    const input = this.input(index);
    const place = input.value.slice(0, input.selectionStart).split(/\s+/).length - 1;
    return [line, line.words.length === input.value.trim().split(/\s+/).length ? line.words[place] ?? null : null];
  }

  // A line stays one line: what is pasted with breaks gets blanks for them.
  typed(input) {
    if (input.value.includes("\n")) {
      const caret = input.selectionStart;
      input.value = input.value.replace(/\s*\n\s*/g, " ");
      input.setSelectionRange(caret, caret);
    }
    this.fit(input);
    this.mark(input.closest(".fix-item"));
  }

  flag(item) {
    const line = this.lines[Number(item.dataset.index)];
    item.toggleAttribute("data-changed", item.querySelector("textarea").value !== line.text);
  }

  mark(item) {
    this.flag(item);
    this.onChange();
  }

  revert() {
    const index = this.focused;
    if (index < 0) return;
    this.input(index).value = this.lines[index].text;
    this.mark(this.list.children[index]);
  }

  insert(sign) {
    const input = this.input(this.focused);
    if (!input || input.readOnly) return;
    input.setRangeText(sign, input.selectionStart, input.selectionEnd, "end");
    this.mark(input.closest(".fix-item"));
  }

  // What differs from the server's text; `from` is what stands there.
  changes() {
    return this.lines.map((line, index) => ({ region: line.region, line: line.line, from: line.text, text: this.input(index).value.trim() }))
      .filter((change) => change.text !== change.from);
  }

  // Puts kept changes back where the line is still as it was; gives those that found no place.
  take(changes) {
    const left = changes.filter((change) => {
      const index = this.lines.findIndex((line) => line.region === change.region && line.line === change.line && line.text === change.from);
      if (index < 0) return true;
      this.put(index, change.text);
      return false;
    });
    if (left.length < changes.length) this.onChange();
    return left;
  }

  put(index, text) {
    this.input(index).value = text;
    this.fit(this.input(index));
    this.flag(this.list.children[index]);
  }

  get values() { return this.lines.map((_line, index) => this.input(index).value); }

  // The server's newest lines after `sent` was saved, under what has been typed since.  A line that was emptied is gone
  // there, and those behind it have other numbers; gives the texts that have no line any more.
  renew(lines, sent) {
    const now = this.values;
    const same = lines.length === sent.length;
    const stays = [...sent.keys()].filter((index) => same || sent[index].trim());
    const places = new Map(stays.length === lines.length ? stays.map((index, at) => [index, at]) : []);
    const { focused } = this;
    const caret = focused < 0 ? [] : [this.input(focused).selectionStart, this.input(focused).selectionEnd];
    if (same) this.keep(lines); else this.show(lines);
    const homeless = [];
    now.forEach((text, index) => {
      const at = places.get(index);
      const typed = text !== sent[index];
      if (at !== undefined) this.put(at, typed ? text : lines[at].text);
      else if (typed && text.trim()) homeless.push(text);
    });
    if (focused >= 0) this.back(places.get(focused) ?? Math.min(focused, lines.length - 1), caret);
    this.onChange();
    return homeless;
  }

  // Same lines, new words, boxes and doubts.
  keep(lines) {
    this.lines = lines;
    lines.forEach((line, index) => this.list.children[index].lastElementChild.replaceWith(this.doubts(line)));
  }

  back(index, caret) {
    if (this.focused !== index) this.focus(index);
    this.input(index)?.setSelectionRange(...caret);
  }
}
