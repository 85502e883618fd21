// The text of the open page: size and script of the reader's choice, kept on this machine.
import { keep, kept } from "./keeping.js";

const SIZES = ["1rem", "1.125rem", "1.3rem", "1.55rem", "1.9rem", "2.4rem", "3rem"];

export function makeWords(book, root) {
  const holder = document.getElementById("words");
  const text = document.getElementById("words-text");
  const button = root.querySelector('[data-do="script"]');
  const tables = document.getElementById("tables");
  let size = Number(kept("reader-size", 1));
  let other = kept("reader-other", "no") === "yes";
  let shown = [];

  function apply() {
    holder.style.setProperty("--words-size", SIZES[size]);
    button.setAttribute("aria-pressed", String(other));
  }

  async function show(places) {
    shown = places;
    if (root.dataset.view !== "text") return;
    const pages = await Promise.all(places.map((place) => book.reading(book.pages[place].key).catch(() => null)));
    if (shown !== places) return;
    text.replaceChildren(...pages.flatMap(draw));
    button.hidden = !pages.some((page) => page?.text.some((paragraph) => paragraph.other));
    drawTables(pages);
    holder.scrollTop = 0;
  }

  // A link for each of the pages in view that has tables.
  function drawTables(pages) {
    const pattern = tables.querySelector("a");
    const links = pages.filter((page) => page?.tables).map((page) => {
      const link = pattern.cloneNode(true);
      link.href = book.settings.tables.replace("KEY", page.key);
      return link;
    });
    tables.hidden = !links.length;
    if (links.length) tables.replaceChildren(...links);
  }

  function draw(page) {
    if (!page) return [line("muted", book.messages.failed, "")];
    if (!page.text.length) return [line("muted", book.messages.empty, "")];
    return page.text.map((paragraph) => {
      const turned = other && paragraph.other;
      const tag = paragraph.language.startsWith("uz") && turned ? (paragraph.language === "uz-Cyrl" ? "uz-Latn" : "uz-Cyrl") : paragraph.language;
      return line(`w-${paragraph.kind}`, turned ? paragraph.other : paragraph.text, tag);
    });
  }

  function line(kind, content, language) {
    const made = document.createElement("p");
    made.className = kind;
    made.textContent = content;
    if (language && language !== "und") made.lang = language;
    return made;
  }

  apply();
  return {
    show,
    toggle: () => {
      root.dataset.view = root.dataset.view === "text" ? "image" : "text";
      show(shown);
      if (root.dataset.view === "text") holder.focus();
      return root.dataset.view === "text";
    },
    script: () => { other = !other; keep("reader-other", other ? "yes" : "no"); apply(); show([...shown]); },
    focus: () => holder.focus(),
    size: (step) => { size = Math.min(Math.max(size + step, 0), SIZES.length - 1); keep("reader-size", size); apply(); },
  };
}
