// The grid of thumbnails: only the cells in view exist, so that 2,000 pages scroll like twenty.
const GAP = 8;

export class Grid {
  constructor(element, texts, onSelect, onOpen) {
    this.element = element;
    this.space = element.querySelector(".qc-space");
    this.texts = texts;
    this.onSelect = onSelect;
    this.pages = [];
    this.selected = 0;
    this.size = 140;
    this.moving = null;
    this.cells = new Map();
    element.addEventListener("scroll", () => this.draw(), { passive: true });
    new ResizeObserver(() => this.layout()).observe(element);
    element.addEventListener("click", (event) => {
      const cell = event.target.closest(".qc-cell");
      if (cell) this.select(Number(cell.dataset.index));
    });
    element.addEventListener("dblclick", () => onOpen());
  }

  get current() { return this.pages[this.selected]; }

  show(pages, keepKey) {
    this.pages = pages;
    const kept = pages.findIndex((page) => page.key === keepKey);
    this.selected = Math.max(0, kept >= 0 ? kept : Math.min(this.selected, pages.length - 1));
    this.clear();
    this.layout();
    this.onSelect(this.current);
  }

  clear() {
    this.cells.forEach((cell) => cell.remove());
    this.cells.clear();
    this.space.querySelector(".qc-empty")?.remove();
    if (!this.pages.length) {
      const note = document.createElement("p");
      note.className = "qc-empty";
      note.textContent = this.texts.none;
      this.space.append(note);
    }
  }

  resize(size) { this.size = size; this.clear(); this.layout(); this.reveal(); }

  layout() {
    const width = this.element.clientWidth - GAP;
    this.columns = Math.max(1, Math.floor(width / (this.size + GAP)));
    this.cellWidth = Math.floor(width / this.columns) - GAP;
    this.cellHeight = Math.round(this.cellWidth * 1.38) + 26;
    const rows = Math.ceil(this.pages.length / this.columns);
    this.space.style.height = `${rows * (this.cellHeight + GAP) + GAP}px`;
    this.cells.forEach((cell, index) => this.place(cell, index));
    this.draw();
  }

  place(cell, index) {
    cell.style.left = `${GAP + (index % this.columns) * (this.cellWidth + GAP)}px`;
    cell.style.top = `${GAP + Math.floor(index / this.columns) * (this.cellHeight + GAP)}px`;
    cell.style.width = `${this.cellWidth}px`;
    cell.style.height = `${this.cellHeight}px`;
  }

  draw() {
    const rowHeight = this.cellHeight + GAP;
    const first = Math.max(0, Math.floor(this.element.scrollTop / rowHeight) - 1) * this.columns;
    const rows = Math.ceil(this.element.clientHeight / rowHeight) + 3;
    const last = Math.min(this.pages.length, first + rows * this.columns);
    this.cells.forEach((cell, index) => {
      if (index < first || index >= last) { cell.remove(); this.cells.delete(index); }
    });
    for (let index = first; index < last; index += 1) if (!this.cells.has(index)) this.add(index);
  }

  add(index) {
    const cell = document.createElement("div");
    cell.className = "qc-cell";
    cell.id = `qc-cell-${index}`;
    cell.setAttribute("role", "option");
    cell.setAttribute("aria-setsize", this.pages.length);
    cell.setAttribute("aria-posinset", index + 1);
    cell.dataset.index = index;
    cell.innerHTML = '<div class="pic"><img alt="" decoding="async" draggable="false"></div><div class="cap"><span class="dot"></span><span class="name"></span></div>';
    this.fill(cell, index);
    this.place(cell, index);
    this.space.append(cell);
    this.cells.set(index, cell);
  }

  fill(cell, index) {
    const page = this.pages[index];
    const image = cell.querySelector("img");
    if (image.getAttribute("src") !== page.thumb) image.src = page.thumb;
    cell.dataset.verdict = page.status === "failed" ? "rescan" : page.verdict;
    cell.dataset.status = page.status;
    cell.toggleAttribute("data-reviewed", page.reviewed);
    cell.toggleAttribute("data-excluded", page.excluded);
    cell.toggleAttribute("data-moving", page.key === this.moving);
    cell.querySelector(".name").textContent = page.label || page.key;
    cell.setAttribute("aria-selected", String(index === this.selected));
    const state = page.status === "done" ? this.texts[page.verdict] : this.texts[page.status];
    cell.setAttribute("aria-label", `${this.texts.page} ${page.label || page.key}: ${[state, ...page.reasons].filter(Boolean).join(", ")}`);
    if (index === this.selected) this.element.setAttribute("aria-activedescendant", cell.id);
  }

  refresh() { this.cells.forEach((cell, index) => this.fill(cell, index)); }

  select(index) {
    if (!this.pages.length) return;
    this.selected = Math.max(0, Math.min(index, this.pages.length - 1));
    this.reveal();
    this.refresh();
    this.onSelect(this.current);
  }

  reveal() {
    const top = Math.floor(this.selected / this.columns) * (this.cellHeight + GAP);
    const bottom = top + this.cellHeight + 2 * GAP;
    if (top < this.element.scrollTop) this.element.scrollTop = top;
    else if (bottom > this.element.scrollTop + this.element.clientHeight) this.element.scrollTop = bottom - this.element.clientHeight;
    this.draw();
  }

  // The gap nearest to a point of the screen: the page at it, on which side, and where a mark stands; null on an empty grid.
  gap(x, y) {
    if (!this.pages.length) return null;
    const area = this.space.getBoundingClientRect();
    const [wide, high] = [this.cellWidth + GAP, this.cellHeight + GAP];
    const row = Math.max(0, Math.min(Math.floor((y - area.top) / high), Math.ceil(this.pages.length / this.columns) - 1));
    const column = Math.max(0, Math.min(Math.floor((x - area.left) / wide), this.columns - 1));
    const index = Math.min(row * this.columns + column, this.pages.length - 1);
    const left = GAP + (index % this.columns) * wide;
    const before = x - area.left < left + this.cellWidth / 2;
    const top = GAP + Math.floor(index / this.columns) * high;
    return { index, before, style: { left: `${before ? left - GAP / 2 : left + this.cellWidth + GAP / 2}px`, top: `${top}px`, height: `${this.cellHeight}px` } };
  }

  // Arrow keys; true when the key was one of ours.
  key(name) {
    const perPage = this.columns * Math.max(1, Math.floor(this.element.clientHeight / (this.cellHeight + GAP)));
    const step = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -this.columns, ArrowDown: this.columns, PageUp: -perPage, PageDown: perPage }[name];
    if (step !== undefined) this.select(this.selected + step);
    else if (name === "Home") this.select(0);
    else if (name === "End") this.select(this.pages.length - 1);
    else return false;
    return true;
  }
}
