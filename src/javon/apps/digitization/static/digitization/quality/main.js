// Quality control of one object: joins the grid, the preview, the keys and the server.
import { say } from "../../ui/ask.js";
import { letter, silent } from "../../ui/letter.js";
import { act, loadPages, urls } from "./api.js";
import { Drag } from "./drag.js";
import { Grid } from "./grid.js";
import { Preview } from "./preview.js";

const root = document.getElementById("qc");
const texts = { ...root.querySelector("[data-texts]").dataset };
const errorBox = root.querySelector("[data-error]");
const fileInput = root.querySelector("[data-file]");
// Nobody has looked at it yet.
const isOpen = (page) => !page.reviewed && !page.excluded;
const FILTERS = {
  all: () => true,
  rescan: (page) => isOpen(page) && (page.verdict === "rescan" || page.status === "failed"),
  look: (page) => isOpen(page) && page.verdict === "look",
  open: (page) => isOpen(page),
  waiting: (page) => page.status === "waiting",
};
const WORST = { rescan: 0, look: 1, good: 2, "": 3 };
let pages = [];
let revision = 0;
let filter = "all";
let order = "worst";
let fileAction = null;
// Thumbnails grow with the letters: on a large screen both are larger.
const scale = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;
let large = false;
const body = root.querySelector(".qc-body");
const labelDialog = document.getElementById("qc-label");
const labelInput = labelDialog.querySelector("input");

const handBar = root.querySelector("[data-hand-bar]");

const preview = new Preview(root, texts);
const grid = new Grid(document.getElementById("qc-grid"), texts, (page) => {
  const busy = preview.working;
  preview.show(page);
  if (busy && !preview.working) told("");
}, () => openText());

function rank(page) {
  return page.status === "failed" ? -1 : WORST[page.verdict] ?? 3;
}

function arranged() {
  const chosen = pages.filter(FILTERS[filter]);
  if (order === "worst") {
    chosen.sort((a, b) => Number(a.reviewed) - Number(b.reviewed) || rank(a) - rank(b) || a.confidence - b.confidence || a.position - b.position);
  }
  return chosen;
}

function show(keepKey) {
  Object.entries(FILTERS).forEach(([name, test]) => {
    root.querySelector(`[data-count=${name}]`).textContent = pages.filter(test).length;
  });
  grid.show(arranged(), keepKey ?? grid.current?.key);
}

// Rows that changed: an accepted page keeps its place until the list is arranged anew.
function merge(rows, arrange) {
  rows.forEach((row) => {
    const index = pages.findIndex((page) => page.key === row.key);
    if (index >= 0) Object.assign(pages[index], row); else pages.push(row);
  });
  pages.sort((a, b) => a.position - b.position);
  if (arrange) { show(); return; }
  Object.entries(FILTERS).forEach(([name, test]) => {
    root.querySelector(`[data-count=${name}]`).textContent = pages.filter(test).length;
  });
  grid.refresh();
  preview.show(grid.current);
}

function fail(error) { say(errorBox, error); }

// True where the server did it.
async function run(action, fields, options = {}) {
  const page = options.page || grid.current;
  if (!page) return false;
  fail(null);
  try {
    const data = await act(page.key, action, fields);
    merge(data.pages || [data.page], options.arrange);
    return true;
  } catch (error) { fail(error); return false; }
}

function openText() { if (grid.current) window.location.assign(urls.page(grid.current.key)); }

const ACTIONS = {
  accept: async () => {
    const page = grid.current;
    grid.select(grid.selected + 1); // at once, so that a second key takes the next page
    if (await run("accept", {}, { page }) || !grid.pages.includes(page)) return;
    grid.select(grid.pages.indexOf(page));
  },
  reopen: () => run("reopen"),
  label: () => { if (grid.current) { labelInput.value = grid.current.label; labelDialog.showModal(); labelInput.select(); } },
  toggle: () => preview.toggle(),
  rotate: (shift) => run("rotate", { angle: shift ? 270 : 90 }),
  invert: () => run("invert"),
  crop: () => preview.startCrop().then(() => { if (preview.working) told("crop"); }).catch(fail),
  split: () => {
    if (grid.current?.half) { run("split", { off: 1 }, { arrange: true }); return; }
    preview.startSplit();
    told("split");
  },
  large: () => {
    large = !large;
    root.querySelector("[data-do=large]").setAttribute("aria-pressed", String(large));
    enlarge();
  },
  blank: () => run(grid.current?.blank ? "unblank" : "blank", {}),
  exclude: () => run(grid.current?.excluded ? "include" : "exclude", {}),
  text: () => openText(),
  replace: () => askFile("replace"),
  insert: () => askFile("insert"),
  move: () => {
    grid.moving = grid.current?.key ?? null;
    grid.refresh();
    told("move");
  },
};

// Puts the page that was taken behind the chosen one, or before it; before the first one means the beginning.
async function paste(before) {
  const moved = pages.find((page) => page.key === grid.moving);
  grid.moving = null;
  told("");
  await put(moved, grid.current, before);
}

async function put(moved, target, before) {
  if (!moved || !target || moved.key === target.key) { grid.refresh(); return; }
  const others = pages.filter((page) => page.key !== moved.key);
  const after = before ? others[others.indexOf(target) - 1]?.key ?? "" : target.key;
  if (after !== (pages[pages.indexOf(moved) - 1]?.key ?? "")) await run("move", { after }, { page: moved, arrange: true });
  else grid.refresh();
}

// A page is dragged between two others where they stand as in the book; elsewhere it is said how to get there.
new Drag(grid, {
  begin: () => {
    leave();
    if (order !== "book") told("order");
    return order === "book";
  },
  drop: put,
});

function askFile(action) { fileAction = action; fileInput.value = ""; fileInput.click(); }

fileInput.addEventListener("change", () => {
  if (fileInput.files.length && fileAction) run(fileAction, { file: fileInput.files[0] }, { arrange: true });
});

// The picture is large where a person wants it so, and while something is drawn on it.
function enlarge() { body.toggleAttribute("data-large", large || preview.working); }

// What is being done by hand, in words, with the buttons that end it: a finger has no Enter and no Escape.
function told(mode) {
  enlarge();
  if (preview.working) preview.view.scrollIntoView({ block: "nearest" });
  handBar.hidden = !mode;
  handBar.querySelector("[data-told]").textContent = texts[mode] ?? "";
  handBar.querySelectorAll("[data-hand]").forEach((button) => { button.hidden = !(button.dataset.of ?? mode).split(" ").includes(mode); });
}

function leave() {
  preview.stop();
  grid.moving = null;
  grid.refresh();
  told("");
}

const HAND = { ok: () => commit(), after: () => paste(false), before: () => paste(true), cancel: () => leave() };

const KEYS = { f: "large", a: "accept", Enter: "accept", " ": "toggle", r: "rotate", R: "rotate", c: "crop", s: "split", n: "invert", b: "blank", x: "exclude", e: "text", u: "replace", i: "insert", m: "move", l: "label", z: "reopen" };

function commit() {
  const { box, cut } = preview.hand;
  leave();
  if (box) run("crop", box); else run("split", { at: cut }, { arrange: true });
}

function handKeys(event) {
  if (event.key === "Enter") commit();
  else if (event.key === "Escape") leave();
  else return preview.hand.key(event.key, event.shiftKey);
  return true;
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || silent(event)) return;
  if (event.target.closest("input, select, textarea, dialog")) return;
  if (event.target.closest("button, a") && (event.key === "Enter" || event.key === " ")) return;
  let taken = true;
  const key = letter(event);
  if (preview.working) taken = handKeys(event);
  else if (grid.moving && event.key === "Escape") leave();
  else if (grid.key(event.key)) taken = true;
  else if (event.repeat) taken = Boolean(KEYS[key]); // a held key does its deed once
  else if (KEYS[key]) ACTIONS[KEYS[key]](event.shiftKey);
  else if (key === "p" || key === "P") paste(key === "P");
  else if (key === "d") document.getElementById("qc-redo").showModal();
  else if (event.key === "?") document.getElementById("qc-keys").showModal();
  else if (/^[1-5]$/.test(event.key)) choose(Object.keys(FILTERS)[Number(event.key) - 1]);
  else taken = false;
  if (taken) event.preventDefault();
});

function choose(name) {
  filter = name;
  root.querySelectorAll("[data-filter]").forEach((button) => button.setAttribute("aria-pressed", String(button.dataset.filter === name)));
  show();
}

root.addEventListener("click", (event) => {
  const button = event.target.closest("[data-do], [data-filter], [data-hand]");
  if (!button) return;
  if (button.dataset.filter) choose(button.dataset.filter);
  else if (button.dataset.hand) HAND[button.dataset.hand]();
  else ACTIONS[button.dataset.do](event.shiftKey);
});
root.querySelector("[data-order]").addEventListener("change", (event) => {
  order = event.target.value;
  if (!preview.working && !grid.moving) told("");
  show();
});
root.querySelector("[data-size]").addEventListener("input", (event) => grid.resize(Number(event.target.value) * scale));

labelDialog.querySelector("form").addEventListener("submit", () => run("label", { value: labelInput.value.trim() }));
document.querySelector("[data-redo]").addEventListener("submit", (event) => {
  const form = new FormData(event.target);
  const steps = {};
  form.getAll("off").forEach((name) => { steps[name] = { off: true }; });
  if (form.get("angle")) steps.deskew = { angle: Number(form.get("angle")) };
  run("redo", { steps: JSON.stringify(steps), language: form.get("language"), ...(form.get("keep") ? { keep: 1 } : {}) });
  event.target.reset(); // what was chosen for this page is not meant for the next
});

let lost = false;
async function poll() {
  try {
    const data = await loadPages(revision);
    revision = data.revision;
    if (data.pages.length) merge(data.pages, data.pages.some((row) => !pages.find((page) => page.key === row.key)));
    if (lost) { lost = false; fail(null); }
  } catch (error) {
    // Each further round asks again; a session that is over is said, since no change gets through any more.
    if (error.status === 401) { lost = true; fail(error); }
  }
  window.setTimeout(poll, pages.some((page) => page.status === "waiting") ? 1500 : 6000);
}

loadPages().then((data) => {
  pages = data.pages;
  revision = data.revision;
  grid.size *= scale;
  choose(FILTERS[location.hash.slice(1)] ? location.hash.slice(1) : "all");
  grid.element.focus();
  window.setTimeout(poll, 2000);
}).catch(fail);
