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
    list.addEventListener("input", (event) => this.mark(event.target.closest(".fix-item")));
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
      const input = document.createElement("input");
      input.value = line.text;
      input.readOnly = readOnly;
      input.autocomplete = "off";
      input.spellcheck = false;
      input.lang = line.language;
      input.setAttribute("aria-label", `${this.texts.line} ${index + 1}`);
      item.append(input);
      const doubts = line.words.map((word, place) => [word, place]).filter(([word]) => word[5] < DOUBT && word[0].trim());
      if (doubts.length) item.append(this.doubtButtons(doubts));
      return item;
    }));
  }

  doubtButtons(doubts) {
    const row = document.createElement("div");
    row.className = "fix-doubts";
    doubts.forEach(([word, place]) => {
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

  input(index) { return this.list.children[index]?.querySelector("input"); }

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

  mark(item) {
    if (!item) return;
    const line = this.lines[Number(item.dataset.index)];
    item.toggleAttribute("data-changed", item.querySelector("input").value !== line.text);
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

  changes() {
    return this.lines.map((line, index) => ({ region: line.region, line: line.line, text: this.input(index).value.trim() }))
      .filter((change, index) => change.text !== this.lines[index].text);
  }

  // What was saved is the text from now on.
  settle(changes) {
    changes.forEach((change) => {
      const index = this.lines.findIndex((line) => line.region === change.region && line.line === change.line);
      this.lines[index].text = change.text;
      this.mark(this.list.children[index]);
    });
  }
}
