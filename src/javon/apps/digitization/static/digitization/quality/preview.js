// The chosen page beside the grid: before and after, the reasons in words, cropping and dividing by hand.
import { urls } from "./api.js";

export class Preview {
  constructor(root, texts) {
    this.texts = texts;
    this.view = root.querySelector("[data-view]");
    this.image = root.querySelector("[data-image]");
    this.which = root.querySelector("[data-which]");
    this.facts = root.querySelector("[data-facts]");
    this.frame = root.querySelector("[data-crop]");
    this.before = false;
    this.page = null;
    this.box = null;
    this.cut = null;
    this.view.addEventListener("pointerdown", (event) => this.press(event));
    this.view.addEventListener("pointermove", (event) => this.drag(event));
    this.view.addEventListener("pointerup", () => { this.from = null; });
    this.image.addEventListener("load", () => this.drawMarks());
  }

  show(page) {
    const same = this.page && page && this.page.key === page.key;
    this.page = page;
    if (!same) { this.before = false; this.stop(); }
    this.draw();
  }

  toggle() { this.before = !this.before; this.draw(); }

  draw() {
    const page = this.page;
    this.image.hidden = !page;
    this.facts.replaceChildren();
    if (!page) return;
    const done = page.version > 0;
    const before = this.before || !done;
    const source = before ? urls.before(page) : urls.after(page);
    if (this.image.getAttribute("src") !== source) this.image.src = source;
    this.image.alt = `${this.texts.page} ${page.label || page.key}`;
    this.which.textContent = before ? this.texts.before : this.texts.after;
    const title = document.createElement("h2");
    title.textContent = `${this.texts.page} ${page.label || page.key} `;
    const badge = document.createElement("span");
    const state = page.status === "done" ? page.verdict : page.status;
    badge.className = `badge badge-${state === "failed" ? "rescan" : state}`;
    badge.textContent = this.texts[state] || "";
    title.append(badge);
    [["reviewed", "good"], ["blank", "look"], ["excluded", "bad"]].forEach(([name, look]) => {
      if (!page[name]) return;
      const mark = document.createElement("span");
      mark.className = `badge badge-${look}`;
      mark.textContent = this.texts[name];
      title.append(mark);
    });
    const line = document.createElement("div");
    line.className = "muted";
    line.textContent = [page.spoken, page.width ? `${page.width} × ${page.height}` : "",
      page.confidence ? `${this.texts.confidence}: ${Math.round(page.confidence * 100)} %` : ""].filter(Boolean).join(" · ");
    this.facts.append(title, line);
    const reasons = [...page.reasons, page.error].filter(Boolean);
    if (reasons.length) {
      const list = document.createElement("ul");
      reasons.forEach((text) => { const item = document.createElement("li"); item.textContent = text; list.append(item); });
      this.facts.append(list);
    }
  }

  // --- by hand: a box to keep, or a line to divide at; shares of the processed image ---
  get working() { return Boolean(this.box) || this.cut !== null; }

  start(told) {
    this.before = false;
    this.draw();
    this.view.toggleAttribute("data-cropping", true);
    this.which.textContent = told;
    this.drawMarks();
  }

  startCrop() { this.cut = null; this.box = { left: 0.05, top: 0.05, right: 0.95, bottom: 0.95 }; this.start(this.texts.crop); }

  startSplit() { this.box = null; this.cut = 0.5; this.start(this.texts.split); }

  stop() {
    this.box = null;
    this.cut = null;
    this.view.removeAttribute("data-cropping");
    this.drawMarks();
  }

  point(event) {
    const area = this.image.getBoundingClientRect();
    const clamp = (value) => Math.max(0, Math.min(1, value));
    return { x: clamp((event.clientX - area.left) / area.width), y: clamp((event.clientY - area.top) / area.height) };
  }

  press(event) {
    if (!this.working) return;
    this.view.setPointerCapture(event.pointerId);
    this.from = this.point(event);
    this.drag(event);
  }

  drag(event) {
    if (!this.working || !this.from) return;
    const to = this.point(event);
    if (this.cut !== null) this.cut = to.x;
    else if (Math.abs(to.x - this.from.x) + Math.abs(to.y - this.from.y) > 0.02) {
      this.box = {
        left: Math.min(this.from.x, to.x), right: Math.max(this.from.x, to.x),
        top: Math.min(this.from.y, to.y), bottom: Math.max(this.from.y, to.y),
      };
    }
    this.drawMarks();
  }

  // Arrows move the line, or the right and bottom edges of the box, with Shift its left and top ones.
  key(name, shift) {
    const step = 0.01;
    const change = { ArrowLeft: ["x", -step], ArrowRight: ["x", step], ArrowUp: ["y", -step], ArrowDown: ["y", step] }[name];
    if (!change) return false;
    const moved = (value) => Math.max(0, Math.min(1, value + change[1]));
    const edge = change[0] === "x" ? (shift ? "left" : "right") : (shift ? "top" : "bottom");
    if (this.box) this.box[edge] = moved(this.box[edge]);
    else if (change[0] === "x") this.cut = moved(this.cut);
    this.drawMarks();
    return true;
  }

  drawMarks() {
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
