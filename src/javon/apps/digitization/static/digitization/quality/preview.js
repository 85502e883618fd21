// The chosen page beside the grid: before and after, the reasons in words, cropping by hand.
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
    this.view.addEventListener("pointerdown", (event) => this.start(event));
    this.view.addEventListener("pointermove", (event) => this.drag(event));
    this.view.addEventListener("pointerup", () => { this.from = null; });
    this.image.addEventListener("load", () => this.drawBox());
  }

  show(page) {
    const same = this.page && page && this.page.key === page.key;
    this.page = page;
    if (!same) { this.before = false; this.stopCrop(); }
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
    line.textContent = [page.language === "und" ? "" : page.language, page.width ? `${page.width} × ${page.height}` : "",
      page.confidence ? `${this.texts.confidence}: ${Math.round(page.confidence * 100)} %` : ""].filter(Boolean).join(" · ");
    this.facts.append(title, line);
    const reasons = [...page.reasons, page.error].filter(Boolean);
    if (reasons.length) {
      const list = document.createElement("ul");
      reasons.forEach((text) => { const item = document.createElement("li"); item.textContent = text; list.append(item); });
      this.facts.append(list);
    }
  }

  // --- cropping: drag a box, or move its edges by keys; fractions of the processed image ---
  startCrop() {
    this.before = false;
    this.draw();
    this.box = { left: 0.05, top: 0.05, right: 0.95, bottom: 0.95 };
    this.view.toggleAttribute("data-cropping", true);
    this.which.textContent = this.texts.crop;
    this.drawBox();
  }

  stopCrop() {
    this.box = null;
    this.view.removeAttribute("data-cropping");
    this.frame.hidden = true;
  }

  point(event) {
    const area = this.image.getBoundingClientRect();
    const clamp = (value) => Math.max(0, Math.min(1, value));
    return { x: clamp((event.clientX - area.left) / area.width), y: clamp((event.clientY - area.top) / area.height) };
  }

  start(event) {
    if (!this.box) return;
    this.view.setPointerCapture(event.pointerId);
    this.from = this.point(event);
  }

  drag(event) {
    if (!this.box || !this.from) return;
    const to = this.point(event);
    this.box = {
      left: Math.min(this.from.x, to.x), right: Math.max(this.from.x, to.x),
      top: Math.min(this.from.y, to.y), bottom: Math.max(this.from.y, to.y),
    };
    this.drawBox();
  }

  // Arrows move the right and bottom edges, with Shift the left and top ones.
  cropKey(name, shift) {
    const step = 0.01;
    const change = { ArrowLeft: ["x", -step], ArrowRight: ["x", step], ArrowUp: ["y", -step], ArrowDown: ["y", step] }[name];
    if (!change) return false;
    const edge = change[0] === "x" ? (shift ? "left" : "right") : (shift ? "top" : "bottom");
    this.box[edge] = Math.max(0, Math.min(1, this.box[edge] + change[1]));
    this.drawBox();
    return true;
  }

  drawBox() {
    this.frame.hidden = !this.box;
    if (!this.box) return;
    const area = this.image.getBoundingClientRect();
    const view = this.view.getBoundingClientRect();
    this.frame.style.left = `${area.left - view.left + this.box.left * area.width}px`;
    this.frame.style.top = `${area.top - view.top + this.box.top * area.height}px`;
    this.frame.style.width = `${(this.box.right - this.box.left) * area.width}px`;
    this.frame.style.height = `${(this.box.bottom - this.box.top) * area.height}px`;
  }
}
