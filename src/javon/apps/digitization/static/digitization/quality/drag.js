// A page taken with the mouse, or with a finger that rests on it first, and laid between two others.
const FAR = 6; // pixels: less is a click
const REST_MS = 400;
const EDGE = 48; // pixels at the upper and lower edge of the grid where it scrolls by itself

export class Drag {
  // `begin(page)` says whether the page may be taken; `drop(page, target, before)` moves it.
  constructor(grid, { begin, drop }) {
    Object.assign(this, { grid, begin, drop, start: null, page: null, place: null, at: null, timer: 0 });
    this.mark = document.createElement("div");
    this.mark.className = "qc-drop";
    this.mark.hidden = true;
    grid.space.append(this.mark);
    const { element } = grid;
    element.addEventListener("pointerdown", (event) => this.press(event));
    element.addEventListener("pointermove", (event) => this.move(event));
    element.addEventListener("pointerup", () => this.release());
    element.addEventListener("pointercancel", () => this.stop());
    // The finger that carries a page does not scroll the grid, nor call a menu.
    element.addEventListener("touchmove", (event) => { if (this.page) event.preventDefault(); }, { passive: false });
    element.addEventListener("contextmenu", (event) => { if (this.page) event.preventDefault(); });
    document.addEventListener("keydown", (event) => {
      if (!this.page || event.key !== "Escape") return;
      event.preventDefault();
      event.stopPropagation();
      this.stop();
    }, true);
  }

  press(event) {
    this.stop();
    const cell = event.target.closest(".qc-cell");
    if (!cell || !event.isPrimary || event.button !== 0) return;
    this.start = { x: event.clientX, y: event.clientY, index: Number(cell.dataset.index), id: event.pointerId, touch: event.pointerType === "touch" };
    this.at = { x: event.clientX, y: event.clientY };
    if (this.start.touch) this.timer = window.setTimeout(() => this.take(), REST_MS);
  }

  move(event) {
    if (!this.start || event.pointerId !== this.start.id) return;
    this.at = { x: event.clientX, y: event.clientY };
    if (!this.page) {
      if (Math.hypot(this.at.x - this.start.x, this.at.y - this.start.y) < FAR) return;
      if (this.start.touch) this.stop(); else this.take();
    }
    this.show();
  }

  take() {
    const { grid, start } = this;
    const page = grid.pages[start.index];
    if (!page || !this.begin(page)) { this.stop(); return; }
    this.page = page;
    grid.element.setPointerCapture(start.id);
    grid.select(start.index);
    grid.moving = page.key;
    grid.refresh();
    grid.element.toggleAttribute("data-dragging", true);
    this.scroll();
  }

  show() {
    if (!this.page) return;
    this.place = this.grid.gap(this.at.x, this.at.y);
    this.mark.hidden = !this.place;
    if (this.place) Object.assign(this.mark.style, this.place.style);
  }

  // Runs while a page is carried: near an edge the grid goes on, faster the nearer.
  scroll() {
    if (!this.page) return;
    const area = this.grid.element.getBoundingClientRect();
    const above = area.top + EDGE - this.at.y;
    const below = this.at.y - area.bottom + EDGE;
    const step = above > 0 ? -above : Math.max(0, below);
    if (step) { this.grid.element.scrollTop += Math.max(-EDGE, Math.min(EDGE, step)) / 3; this.show(); }
    window.requestAnimationFrame(() => this.scroll());
  }

  release() {
    const { page, place } = this;
    this.stop();
    if (page && place) this.drop(page, this.grid.pages[place.index], place.before);
  }

  stop() {
    window.clearTimeout(this.timer);
    const carried = Boolean(this.page);
    if (carried && this.grid.element.hasPointerCapture(this.start.id)) this.grid.element.releasePointerCapture(this.start.id);
    Object.assign(this, { start: null, page: null, place: null });
    if (!carried) return;
    this.mark.hidden = true;
    this.grid.moving = null;
    this.grid.element.removeAttribute("data-dragging");
    this.grid.refresh();
  }
}
