// The entries of the contents as rows of inputs: [level, title, key of the page], changed one by one or several at
// once, each change undone.
export class Rows {
  constructor(list, texts, { editable, deepest, onChange, onFocus, onChoose }) {
    Object.assign(this, { list, texts, editable, deepest, onChange, onFocus, onChoose });
    this.entries = [];
    this.past = [];
    this.current = 0;
    this.anchor = 0; // the other end of what is chosen
    this.names = new Map();
    this.keys = new Map();
    list.addEventListener("focusin", (event) => this.choose(this.placeOf(event.target)));
    list.addEventListener("mousedown", (event) => this.pressed(event));
    list.addEventListener("input", (event) => this.typed(event.target));
  }

  // The pages by key: `[key, name, taken out of the book, version of the picture]`.
  know(pages) {
    this.names = new Map(pages.map(([key, name]) => [key, name]));
    this.keys = new Map(pages.map(([key, name]) => [name.toLowerCase(), key]));
  }

  // A page is typed by its name; what names no page is kept as typed, and told of when it is saved.
  show(entries) {
    this.entries = entries.map(([level, title, page]) => ({ level, title, page: this.names.get(page) ?? page }));
    this.past = [];
    this.draw();
  }

  get values() { return this.entries.map(({ level, title, page }) => [level, title, this.key(page) ?? page]); }

  key(name) { return this.keys.get(name.trim().toLowerCase()); }

  // Another list in its place; it can be undone.
  fill(entries) {
    this.remember();
    const past = this.past;
    this.show(entries);
    this.past = past;
    this.changed();
  }

  remember() { this.past.push({ entries: structuredClone(this.entries), current: this.current, anchor: this.anchor }); }

  // The first and the last of the chosen entries.
  get range() { return [Math.min(this.anchor, this.current), Math.max(this.anchor, this.current)]; }

  changed() {
    this.draw();
    this.onChange();
  }

  draw() {
    const last = Math.max(this.entries.length - 1, 0);
    [this.current, this.anchor] = [Math.min(this.current, last), Math.min(this.anchor, last)];
    this.box = null;
    this.list.replaceChildren(...this.entries.map((entry, place) => this.row(entry, place)));
    [...this.list.querySelectorAll("textarea")].forEach((box) => this.fit(box));
    this.mark();
  }

  row(entry, place) {
    const item = document.createElement("li");
    item.className = "toc-row";
    item.style.setProperty("--level", entry.level);
    const level = document.createElement("span");
    level.textContent = entry.level;
    level.setAttribute("aria-hidden", "true");
    const title = this.input(document.createElement("textarea"), "title", entry, place);
    title.rows = 1;
    const page = this.input(document.createElement("input"), "page", entry, place);
    page.className = "input";
    page.setAttribute("list", "toc-pages");
    item.append(level, title, page);
    return item;
  }

  input(box, name, entry, place) {
    box.name = name;
    box.value = entry[name];
    box.autocomplete = "off";
    box.spellcheck = false;
    box.readOnly = !this.editable;
    const { texts } = this;
    box.setAttribute("aria-label", `${place + 1}-${texts.entry}, ${entry.level}-${texts.level}, ${texts[name]}`);
    return box;
  }

  // A long title is shown whole; browsers that cannot do it by themselves are told the height.
  fit(box) {
    if (CSS.supports("field-sizing", "content")) return;
    box.style.height = "auto";
    box.style.height = `${box.scrollHeight + 2}px`;
  }

  placeOf(element) { return [...this.list.children].indexOf(element.closest(".toc-row")); }

  typed(box) {
    if (box.name === "title") {
      if (box.value.includes("\n")) box.value = box.value.replace(/\s*\n\s*/g, " ");
      this.fit(box);
    }
    // What is typed into one box at a stretch is one step back.
    if (this.box !== box) this.remember();
    this.box = box;
    box.removeAttribute("aria-invalid");
    this.entries[this.placeOf(box)][box.name] = box.value;
    this.onChange();
    this.onFocus(this.key(this.entries[this.current]?.page ?? ""));
  }

  // With Shift, from where one was to where one clicks.
  pressed(event) {
    const place = this.placeOf(event.target);
    if (place < 0) return;
    if (event.shiftKey) {
      event.preventDefault(); // the browser would stretch its selection of letters instead
      this.extending = true;
      this.focus(place, event.target.name || "title");
    } else this.anchor = place;
    if (place === this.current) this.mark();
  }

  choose(place) {
    if (place < 0) return;
    if (!this.extending && place !== this.current) this.anchor = place;
    this.extending = false;
    this.current = place;
    this.mark();
    this.onFocus(this.key(this.entries[place].page));
  }

  mark() {
    const [from, to] = this.range;
    [...this.list.children].forEach((item, place) => {
      item.toggleAttribute("data-current", place === this.current);
      item.toggleAttribute("data-chosen", from < to && place >= from && place <= to);
    });
    this.onChoose(to - from + 1);
  }

  focus(place, name = "title") { this.list.children[place]?.querySelector(`[name=${name}]`).focus(); }

  // What the buttons and the keys do with the chosen entry.
  act(name) {
    const deeds = { higher: () => this.shift(-1), deeper: () => this.shift(1), up: () => this.move(-1), down: () => this.move(1) };
    const choosing = { more: () => this.extend(1), less: () => this.extend(-1), clear: () => this.clear() };
    ({ ...deeds, ...choosing, add: () => this.add(), remove: () => this.remove(), undo: () => this.undo() })[name]();
  }

  // One entry more, or one less, is chosen at the end where one is.
  extend(step) {
    const place = this.current + step;
    if (place < 0 || place >= this.entries.length) return;
    this.extending = true;
    this.focus(place);
  }

  shift(step) {
    const [from, to] = this.range;
    const chosen = this.entries.slice(from, to + 1);
    if (!chosen.length) return;
    // The first at most one deeper than the entry above; what a file gave deeper may stay.
    const most = Math.max((this.entries[from - 1]?.level ?? 0) + 1, chosen[0].level);
    if (step > 0 && chosen[0].level + step > most) return;
    const levels = chosen.map(({ level }) => Math.min(Math.max(level + step, 1), this.deepest));
    if (chosen.every(({ level }, place) => level === levels[place])) return;
    this.renewed(() => levels.forEach((level, place) => { this.entries[from + place].level = level; }));
  }

  move(step) {
    const [from, to] = this.range;
    const [leaves, goes] = step < 0 ? [from - 1, to] : [to + 1, from];
    if (!this.entries.length || leaves < 0 || leaves >= this.entries.length) return;
    this.renewed(() => {
      this.entries.splice(goes, 0, ...this.entries.splice(leaves, 1));
      [this.current, this.anchor] = [this.current + step, this.anchor + step];
    });
  }

  add() {
    const { level, page } = this.entries[this.current] ?? { level: 1, page: this.names.values().next().value ?? "" };
    this.renewed(() => {
      this.current = Math.min(this.range[1] + 1, this.entries.length);
      this.anchor = this.current;
      this.entries.splice(this.current, 0, { level, title: "", page });
    });
  }

  remove() {
    const [from, to] = this.range;
    if (!this.entries.length) return;
    this.renewed(() => {
      this.entries.splice(from, to - from + 1);
      [this.current, this.anchor] = [from, from];
    });
  }

  // A book without contents.
  clear() { if (this.entries.length) this.renewed(() => { this.entries = []; }); }

  renewed(change) {
    this.remember();
    change();
    this.changed();
    this.focus(this.current);
  }

  undo() {
    if (!this.past.length) return;
    Object.assign(this, this.past.pop());
    this.changed();
    this.focus(this.current);
  }

  // Numbers of the entries of which `wrong(entry)` is true; their inputs of this name are marked.
  faults(name, wrong) {
    const places = this.entries.flatMap((entry, place) => (wrong(entry) ? [place] : []));
    places.forEach((place) => this.list.children[place].querySelector(`[name=${name}]`).setAttribute("aria-invalid", "true"));
    return places;
  }
}
