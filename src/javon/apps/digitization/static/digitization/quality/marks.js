// The places of the page that its flags speak of, as frames over the picture.
export class Marks {
  constructor(view, image, frame) {
    Object.assign(this, { view, image, frame });
    image.addEventListener("load", () => this.fit());
    new ResizeObserver(() => this.fit()).observe(view);
  }

  // `places`: boxes of left, top, right and bottom in shares of the picture.
  show(places) {
    this.frame.replaceChildren(...places.map(([left, top, right, bottom]) => {
      const mark = document.createElement("div");
      mark.className = "qc-mark";
      Object.assign(mark.style, { left: `${left * 100}%`, top: `${top * 100}%`, width: `${(right - left) * 100}%`, height: `${(bottom - top) * 100}%` });
      return mark;
    }));
    this.fit();
  }

  fit() {
    const [area, view] = [this.image.getBoundingClientRect(), this.view.getBoundingClientRect()];
    Object.assign(this.frame.style, { left: `${area.left - view.left}px`, top: `${area.top - view.top}px`, width: `${area.width}px`, height: `${area.height}px` });
  }
}
