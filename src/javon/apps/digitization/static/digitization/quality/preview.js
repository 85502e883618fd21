// The chosen page beside the grid: before and after, the reasons in words, cropping and dividing by hand.
import { loadUncropped, urls } from "./api.js";
import { Hand } from "./hand.js";
import { Marks } from "./marks.js";

export class Preview {
  constructor(root, texts) {
    this.texts = texts;
    this.view = root.querySelector("[data-view]");
    this.image = root.querySelector("[data-image]");
    this.which = root.querySelector("[data-which]");
    this.invert = root.querySelector("[data-do=invert]");
    this.facts = root.querySelector("[data-facts]");
    this.hand = new Hand(this.view, this.image, root.querySelector("[data-crop]"));
    this.marks = new Marks(this.view, this.image, root.querySelector("[data-marks]"));
    this.before = false;
    this.page = null;
    this.whole = null;
  }

  show(page) {
    const same = this.page && page && this.page.key === page.key;
    this.page = page;
    if (!same) { this.before = false; this.stop(); } else this.draw();
  }

  toggle() { this.before = !this.before; this.draw(); }

  draw() {
    const page = this.page;
    this.image.hidden = !page;
    this.marks.show([]);
    this.facts.replaceChildren();
    this.invert.setAttribute("aria-pressed", String(Boolean(page?.inverted)));
    if (!page) return;
    const before = this.before || page.version === 0;
    const source = this.whole ?? (before ? urls.before(page) : urls.after(page));
    if (this.image.getAttribute("src") !== source) this.image.src = source;
    this.image.alt = `${this.texts.page} ${page.label || page.key}`;
    this.which.textContent = before ? this.texts.before : this.texts.after;
    this.which.hidden = this.working;
    if (!before && !this.whole) this.marks.show(page.places);
    const line = document.createElement("div");
    line.className = "muted";
    line.textContent = [page.spoken, page.width ? `${page.width} × ${page.height}` : "",
      page.confidence ? `${this.texts.confidence}: ${Math.round(page.confidence * 100)} %` : ""].filter(Boolean).join(" · ");
    this.facts.append(this.title(page), line, ...this.reasons(page));
  }

  title(page) {
    const title = document.createElement("h2");
    title.textContent = `${this.texts.page} ${page.label || page.key} `;
    const state = page.status === "done" ? page.verdict : page.status;
    const badges = [[state, state === "failed" ? "rescan" : state]];
    [["reviewed", "good"], ["blank", "look"], ["excluded", "bad"]].forEach((badge) => { if (page[badge[0]]) badges.push(badge); });
    title.append(...badges.map(([name, look]) => {
      const badge = document.createElement("span");
      badge.className = `badge badge-${look}`;
      badge.textContent = this.texts[name] || "";
      return badge;
    }));
    return title;
  }

  reasons(page) {
    if (!page.reasons.length) return [];
    const list = document.createElement("ul");
    page.reasons.forEach((text) => { const item = document.createElement("li"); item.textContent = text; list.append(item); });
    return [list];
  }

  // --- by hand ---
  get working() { return this.hand.working; }

  // The box is drawn on the page before any crop, so that what was cut away can be taken back.
  async startCrop() {
    const page = this.page;
    if (!page) return;
    const { picture, box } = await loadUncropped(page.key);
    if (this.page?.key !== page.key) return;
    this.whole = picture;
    this.draw();
    // A box over a picture that has not come yet would be taken by the edges of the one before it.
    await this.image.decode().catch(() => {});
    if (this.whole !== picture) return;
    this.hand.crop(box);
    this.begin();
  }

  startSplit() {
    this.before = false;
    this.hand.split();
    this.begin();
  }

  begin() {
    this.view.toggleAttribute("data-cropping", true);
    this.draw();
  }

  stop() {
    this.hand.stop();
    this.whole = null;
    this.view.removeAttribute("data-cropping");
    this.draw();
  }
}
