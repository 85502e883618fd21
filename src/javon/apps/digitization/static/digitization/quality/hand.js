// What is done by hand on the picture: a box to keep, or a line to divide at; both in shares of the picture.
// A press near an edge takes that edge, near a corner both, inside the box the whole of it; elsewhere a new box begins.
const REACH = 22;
const STEP = 0.005;
const LEAST = 0.02;

const within = (value) => Math.max(0, Math.min(1, value));

export class Hand {
  constructor(view, image, frame) {
    Object.assign(this, { view, image, frame, box: null, cut: null, taken: null });
    view.addEventListener("pointerdown", (event) => this.press(event));
    view.addEventListener("pointermove", (event) => this.drag(event));
    ["pointerup", "pointercancel"].forEach((name) => view.addEventListener(name, () => { this.taken = null; }));
    image.addEventListener("load", () => this.draw());
    new ResizeObserver(() => this.draw()).observe(view);
  }

  get working() { return Boolean(this.box) || this.cut !== null; }

  crop(box) { this.cut = null; this.box = { ...box }; this.draw(); }

  split() { this.box = null; this.cut = 0.5; this.draw(); }

  stop() { this.box = null; this.cut = null; this.taken = null; this.draw(); }

  point(event) {
    const area = this.image.getBoundingClientRect();
    return { x: within((event.clientX - area.left) / area.width), y: within((event.clientY - area.top) / area.height) };
  }

  press(event) {
    if (!this.working) return;
    this.view.setPointerCapture(event.pointerId);
    const at = this.point(event);
    this.taken = this.box ? this.grip(at) : { edges: [] };
    if (this.cut !== null) this.drag(event);
  }

  // The edges under the finger; none and `whole` inside the box; a new box elsewhere.
  grip(at) {
    const area = this.image.getBoundingClientRect();
    const [nearX, nearY] = [REACH / area.width, REACH / area.height];
    const { left, top, right, bottom } = this.box;
    const inside = at.x > left - nearX && at.x < right + nearX && at.y > top - nearY && at.y < bottom + nearY;
    const closer = (value, low, high, near, names) => {
      const [toLow, toHigh] = [Math.abs(value - low), Math.abs(value - high)];
      return Math.min(toLow, toHigh) > near ? [] : [names[toLow <= toHigh ? 0 : 1]];
    };
    const edges = inside ? [...closer(at.x, left, right, nearX, ["left", "right"]), ...closer(at.y, top, bottom, nearY, ["top", "bottom"])] : [];
    return { edges, at, box: { ...this.box }, whole: inside && !edges.length };
  }

  drag(event) {
    if (!this.working || !this.taken) return;
    const to = this.point(event);
    if (this.cut !== null) this.cut = to.x;
    else if (this.taken.edges.length) this.taken.edges.forEach((edge) => this.set(edge, edge === "left" || edge === "right" ? to.x : to.y));
    else if (this.taken.whole) this.carry(to.x - this.taken.at.x, to.y - this.taken.at.y);
    else this.anew(this.taken.at, to);
    this.draw();
  }

  set(edge, value) {
    const { box } = this;
    const limits = { left: [0, box.right - LEAST], right: [box.left + LEAST, 1], top: [0, box.bottom - LEAST], bottom: [box.top + LEAST, 1] }[edge];
    box[edge] = Math.max(limits[0], Math.min(limits[1], value));
  }

  carry(x, y) {
    const from = this.taken.box;
    const dx = Math.max(-from.left, Math.min(1 - from.right, x));
    const dy = Math.max(-from.top, Math.min(1 - from.bottom, y));
    this.box = { left: from.left + dx, right: from.right + dx, top: from.top + dy, bottom: from.bottom + dy };
  }

  anew(from, to) {
    if (Math.abs(to.x - from.x) < LEAST || Math.abs(to.y - from.y) < LEAST) return;
    this.box = {
      left: Math.min(from.x, to.x), right: Math.max(from.x, to.x), top: Math.min(from.y, to.y), bottom: Math.max(from.y, to.y),
    };
  }

  // Arrows move the line, or the right and bottom edges of the box, with Shift its left and top ones.
  key(name, shift) {
    const [axis, step] = { ArrowLeft: ["x", -STEP], ArrowRight: ["x", STEP], ArrowUp: ["y", -STEP], ArrowDown: ["y", STEP] }[name] ?? [];
    if (!axis) return false;
    const edge = axis === "x" ? (shift ? "left" : "right") : (shift ? "top" : "bottom");
    if (this.box) this.set(edge, this.box[edge] + step);
    else if (axis === "x") this.cut = within(this.cut + step);
    this.draw();
    return true;
  }

  draw() {
    this.frame.hidden = !this.working;
    this.frame.toggleAttribute("data-line", this.cut !== null);
    if (!this.working) return;
    const area = this.image.getBoundingClientRect();
    const view = this.view.getBoundingClientRect();
    const box = this.box || { left: this.cut, right: this.cut, top: 0, bottom: 1 };
    this.frame.style.left = `${area.left - view.left + box.left * area.width}px`;
    this.frame.style.top = `${area.top - view.top + box.top * area.height}px`;
    this.frame.style.width = `${(box.right - box.left) * area.width}px`;
    this.frame.style.height = `${(box.bottom - box.top) * area.height}px`;
  }
}
