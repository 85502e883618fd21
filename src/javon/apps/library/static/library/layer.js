// A page's words as SVG over its picture: selectable, readable by screen readers, and the ground of the marks.
const SVG = "http://www.w3.org/2000/svg";

function node(name, values) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(values)) made.setAttribute(key, value);
  return made;
}

export function makeLayer(reading) {
  const layer = node("svg", { class: "layer", viewBox: `0 0 ${reading.width} ${reading.height}`, preserveAspectRatio: "none" });
  const language = reading.text.find((paragraph) => paragraph.language && paragraph.language !== "und")?.language;
  if (language) layer.setAttribute("lang", language);
  const marks = node("g", { class: "marks" });
  layer.append(marks);
  layer.boxes = new Map();
  for (const line of reading.lines) {
    if (!line.length) continue;
    const height = Math.max(...line.map((word) => word[4]));
    const text = node("text", { class: "line", "font-size": Math.max(8, Math.round(height * 0.86)) });
    line.forEach(([printed, left, top, width, high, number], at) => {
      // The stretch reaches to the next word, so that a selection has no holes and copies with blanks.
      const next = line[at + 1];
      const reach = next && next[1] > left + width ? next[1] - left : width;
      const word = node("tspan", { x: left, y: Math.round(top + high * 0.82), textLength: Math.max(1, reach), lengthAdjust: "spacingAndGlyphs" });
      word.textContent = next ? `${printed} ` : printed;
      text.append(word);
      if (number >= 0) layer.boxes.set(number, [left, top, width, high]);
    });
    layer.append(text);
  }
  return layer;
}

export function markLayer(layer, numbers) {
  const marks = layer.querySelector(".marks");
  marks.replaceChildren();
  for (const number of numbers ?? []) {
    const box = layer.boxes.get(number);
    if (!box) continue;
    const [left, top, width, height] = box;
    const edge = Math.round(height * 0.12);
    marks.append(node("rect", { x: left - edge, y: top - edge, width: width + 2 * edge, height: height + 2 * edge, rx: edge * 2 }));
  }
}
