// The reader: keeps which page is open, and lets picture, text, panel and keyboard follow it.
import { makeSheet } from "./sheet.js";
import { makeWords } from "./words.js";
import { makePanel } from "./panel.js";
import { bindKeys } from "./keys.js";
import { keep, kept } from "./keeping.js";

const settings = JSON.parse(document.getElementById("settings").textContent);
const messages = document.getElementById("messages").dataset;
const root = document.getElementById("reader");
const say = document.getElementById("say");
const pages = settings.pages.map(([key, label, width, height]) => ({ key, label, width, height }));
const places = new Map(pages.map((page, place) => [page.key, place]));
const readings = new Map();
const KEPT = 60;
const named = document.title.split(" · "); // the book, which may have dots of its own, the page, the house
const home = named.slice(0, -2).join(" · ");
const state = { place: settings.place, two: kept("reader-two", "no") === "yes", marks: new Map(), query: settings.query };

// The words of a page; those of the pages seen last are kept.
function reading(key) {
  let words = readings.get(key);
  if (!words) {
    const asked = fetch(settings.text.replace("KEY", key)).then((answer) => {
      if (!answer.ok) throw new Error(String(answer.status));
      return answer.json();
    });
    asked.catch(() => { if (readings.get(key) === asked) readings.delete(key); });
    words = asked;
  }
  readings.delete(key);
  readings.set(key, words);
  if (readings.size > KEPT) readings.delete(readings.keys().next().value);
  return words;
}

const book = { settings, messages, pages, places, state, reading, image: (key) => settings.image.replace("KEY", key) };
const sheet = makeSheet(book, document.getElementById("sheet"));
const words = makeWords(book, root);
const panel = makePanel(book, root, { open, mark, rest });

// Where the focus goes when what had it is gone.
function rest() { if (root.dataset.view === "text") words.focus(); else sheet.focus(); }

function shown() {
  // Two pages: the cover stands alone, then even and odd face each other.
  if (!state.two) return [state.place];
  if (state.place === 0) return [0];
  const left = state.place % 2 ? state.place : state.place - 1;
  return left + 1 < pages.length ? [left, left + 1] : [left];
}

function open(place, { push = true } = {}) {
  const wanted = Math.min(Math.max(place, 0), pages.length - 1);
  const changed = wanted !== state.place;
  state.place = wanted;
  const page = pages[wanted];
  document.getElementById("place").value = String(wanted + 1);
  link("before", shown()[0] - 1);
  link("after", shown().at(-1) + 1);
  if (push && changed) history.pushState({ place: wanted }, "", address());
  const name = messages.page.replace("%s", page.label || String(wanted + 1));
  document.title = [home, page.label || wanted + 1, named.at(-1)].join(" · ");
  if (changed) say.textContent = name;
  sheet.show(shown(), name);
  words.show(shown());
  panel.follow(shown());
  for (const next of [shown().at(-1) + 1, shown()[0] - 1]) {
    if (pages[next]) window.setTimeout(() => reading(pages[next].key).catch(() => {}), 300);
  }
}

function link(id, place) {
  const arrow = document.getElementById(id);
  const page = pages[place];
  if (!page) { arrow.setAttribute("aria-disabled", "true"); return; }
  arrow.setAttribute("href", `?page=${page.key}`);
  arrow.removeAttribute("aria-disabled");
}

// The address counts pages; the link to keep ("l") names the page itself, which holds when pages are added before it.
function address() {
  const query = new URLSearchParams({ page: String(state.place + 1) });
  if (state.query) query.set("q", state.query);
  if (settings.exact) query.set("exact", "1");
  return `${settings.read}?${query}`;
}

// Marks the words of a search: place -> numbers of words.
function mark(found, query) {
  state.marks = found;
  state.query = query;
  history.replaceState({ place: state.place }, "", address());
  sheet.mark();
}

function turn(step) {
  const now = shown();
  open(step > 0 ? now.at(-1) + 1 : now[0] - 1);
}

const actions = {
  "zoom-in": () => sheet.zoom(1.4),
  "zoom-out": () => sheet.zoom(1 / 1.4),
  whole: () => sheet.whole(),
  wide: () => sheet.wide(),
  up: () => { if (!sheet.pan(-1)) turn(-1); },
  down: () => { if (!sheet.pan(1)) turn(1); },
  higher: () => sheet.pan(-1, 0.2),
  lower: () => sheet.pan(1, 0.2),
  before: () => turn(-1),
  after: () => turn(1),
  first: () => open(0),
  last: () => open(pages.length - 1),
  two: () => {
    state.two = !state.two;
    keep("reader-two", state.two ? "yes" : "no");
    pressed("two", state.two);
    open(state.place);
  },
  select: () => pressed("select", sheet.select()),
  text: () => pressed("text", words.toggle()),
  script: () => words.script(),
  smaller: () => words.size(-1),
  larger: () => words.size(1),
  panel: () => panel.toggle(),
  search: () => panel.search(),
  "found-next": () => panel.step(1),
  "found-before": () => panel.step(-1),
  full: () => document.fullscreenEnabled && (document.fullscreenElement ? document.exitFullscreen() : root.requestFullscreen()),
  keys: () => document.getElementById("keys").showModal(),
  link: async () => {
    const whole = new URL(`${settings.read}?page=${pages[state.place].key}`, location.href).href;
    // Where the browser may not copy, the person does, and whether that was done is not known.
    try { await navigator.clipboard.writeText(whole); } catch { window.prompt("", whole); return; }
    say.textContent = messages.copied;
    flash(messages.copied);
  },
};

function pressed(name, on) {
  const button = root.querySelector(`[data-do="${name}"]`);
  if (button) button.setAttribute("aria-pressed", String(on));
}

function flash(text) {
  const note = document.createElement("p");
  note.className = "flash";
  note.textContent = text;
  root.append(note);
  window.setTimeout(() => note.remove(), 1800);
}

root.addEventListener("click", (event) => {
  const button = event.target.closest("[data-do]");
  if (button) { actions[button.dataset.do](); return; }
  const arrow = event.target.closest("#before, #after");
  if (arrow && !event.ctrlKey && !event.metaKey) { event.preventDefault(); actions[arrow.id](); }
});
document.getElementById("place-form").addEventListener("submit", (event) => {
  event.preventDefault();
  const typed = document.getElementById("place").value.trim();
  const labelled = pages.findIndex((page) => page.label === typed);
  const number = Number.parseInt(typed, 10);
  if (Number.isFinite(number)) open(number - 1); else if (labelled >= 0) open(labelled); else open(state.place);
  sheet.focus();
});
window.addEventListener("popstate", (event) => {
  const asked = new URLSearchParams(location.search).get("page");
  open(event.state?.place ?? places.get(asked) ?? Number(asked || 1) - 1, { push: false });
});
bindKeys(root, actions);
const asked = new URLSearchParams(location.search);
history.replaceState({ place: state.place }, "", location.href);
pressed("two", state.two);
root.querySelector('[data-do="full"]').hidden = !document.fullscreenEnabled;
open(state.place, { push: false });
// An address without a page leads to the first place found; one with a page stays there.
if (state.query) panel.search(state.query, { quiet: asked.has("page"), push: false });
