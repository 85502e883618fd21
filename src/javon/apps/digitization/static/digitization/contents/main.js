// The editor of contents: joins the rows, the picture of the page, the keys and the server.
import { ask, say } from "../../ui/ask.js";
import { letter } from "../../ui/letter.js";
import { keepDraft, keptDraft } from "../correction/drafts.js";
import { Rows } from "./rows.js";

const root = document.getElementById("toc");
const texts = { ...root.querySelector("[data-texts]").dataset };
const errorBox = root.querySelector("[data-error]");
const state = root.querySelector("[data-state]");
const picture = root.querySelector("[data-picture]");
const editable = "edit" in root.dataset;
const longest = Number(root.dataset.longest);
const versions = new Map();
const found = { file: [], headings: [], mine: [] };
let version = "";
let origin = "";
let stored = "[]";

function fail(error) { say(errorBox, error); }

function dirty() { return JSON.stringify(rows.values) !== stored; }

function changed() {
  const now = dirty();
  state.textContent = now ? `· ${texts.changed}` : "";
  root.querySelector("[data-empty]").hidden = rows.entries.length > 0 || origin === "none" || now;
  if (!editable) return;
  keepDraft(now ? [{ version, entries: rows.values }] : []);
  root.querySelector("[data-do=undo]").disabled = rows.past.length === 0;
}

function look(key) {
  picture.hidden = !versions.get(key);
  if (!picture.hidden) picture.src = `${root.dataset.image.replace("KEY", key)}?v=${versions.get(key)}`;
}

const rows = new Rows(root.querySelector("[data-rows]"), texts, {
  editable, deepest: Number(root.dataset.deepest), onChange: changed, onFocus: look, onChoose: tell,
});

function tell(count) {
  const chosen = root.querySelector("[data-chosen-count]");
  if (chosen) chosen.textContent = count > 1 ? `${texts.chosen} ${count}` : "";
}

function knowPages(pages) {
  rows.know(pages);
  pages.forEach(([key, , , made]) => versions.set(key, made));
  root.querySelector("[data-pages]").replaceChildren(...pages.map(([, name, out]) => {
    const option = document.createElement("option");
    option.value = name;
    if (out) option.label = `${name} (${texts.out})`;
    return option;
  }));
}

function draw(data) {
  ({ version, origin } = data);
  stored = JSON.stringify(data.entries);
  Object.assign(found, data.found);
  rows.show(data.entries);
  root.querySelector("[data-origin]").textContent = rows.entries.length || data.origin === "none" ? texts[data.origin] : "";
  if (editable) {
    root.querySelector("[data-reset-button]").hidden = !["person", "none"].includes(data.origin);
    offer();
  }
  changed();
}

// What can be taken into the list: whatever was found and does not stand in it already.
function offer() {
  const box = root.querySelector("[data-found]");
  box.querySelectorAll("[data-take]").forEach((button) => {
    const entries = found[button.dataset.take];
    button.hidden = !entries.length || JSON.stringify(entries) === stored;
    button.querySelector("b").textContent = entries.length;
  });
  box.hidden = !box.querySelector("[data-take]:not([hidden])");
}

// What was typed before a reload or a log-in comes back; over what somebody else saved meanwhile only when asked.
function restoreDraft(draft) {
  if (!editable || !draft || JSON.stringify(draft.entries) === stored) return;
  if (draft.version === version) {
    rows.fill(draft.entries);
    state.textContent = `· ${texts.kept}`;
  } else {
    found.mine = draft.entries;
    keepDraft([draft]);
    offer();
  }
}

function sound() {
  const none = rows.faults("title", (entry) => !entry.title.trim());
  const long = rows.faults("title", (entry) => entry.title.trim().length > longest);
  const lost = rows.faults("page", (entry) => !rows.key(entry.page));
  const said = [[texts.noTitle, none], [texts.tooLong, long], [texts.noPage, lost]].filter(([, places]) => places.length);
  if (!said.length) return true;
  fail(new Error(said.map(([words, places]) => `${words} ${places.slice(0, 20).map((place) => place + 1).join(", ")}.`).join(" ")));
  root.querySelector("[aria-invalid=true]").focus();
  return false;
}

// One at a time: a second one with the same version would be refused as somebody else's.
let busy = null;
function once(deed) { busy ??= deed().catch(report).finally(() => { busy = null; }); }

function report(error) { fail(error.status === 409 && error.message ? new Error(`${error.message} ${texts.conflict}`) : error); }

async function save() {
  fail(null);
  if (!dirty()) { state.textContent = `· ${texts.saved}`; return; }
  if (!sound()) return;
  if (!rows.entries.length && !window.confirm(texts.bare)) return;
  const sent = rows.values;
  const data = await ask(root.dataset.save, { json: { version, entries: sent } });
  const typed = JSON.stringify(rows.values) === JSON.stringify(sent) ? null : rows.values;
  draw(data);
  if (typed) rows.fill(typed); // typed while it was on its way
  else { rows.focus(rows.current); state.textContent = `· ${texts.saved}`; }
}

async function reset() {
  if (!window.confirm(texts.sure)) return;
  fail(null);
  draw(await ask(root.dataset.reset, { json: { version } }));
  state.textContent = `· ${texts.back}`;
}

const MOVES = { ArrowLeft: "higher", ArrowRight: "deeper", ArrowUp: "up", ArrowDown: "down", Enter: "add", Delete: "remove", Backspace: "remove", KeyZ: "undo" };

function key(event) {
  if (!editable || event.target.closest("dialog")) return;
  const inTitle = event.target.name === "title";
  const last = rows.current === rows.entries.length - 1;
  let taken = true;
  if ((event.ctrlKey || event.metaKey) && letter(event) === "s") { if (!event.repeat) once(save); }
  else if (event.altKey && MOVES[event.code] && root.contains(event.target)) rows.act(MOVES[event.code]);
  else if (!inTitle || event.ctrlKey || event.altKey || event.isComposing) taken = false;
  else if (event.shiftKey && event.key === "ArrowDown") rows.act("more");
  else if (event.shiftKey && event.key === "ArrowUp") rows.act("less");
  else if (event.key === "Enter" && last) rows.act("add");
  else if (event.key === "Enter" || event.key === "ArrowDown") rows.focus(rows.current + 1);
  else if (event.key === "ArrowUp") rows.focus(rows.current - 1);
  else taken = false;
  if (taken) event.preventDefault();
}

document.addEventListener("keydown", key);
if (editable) {
  root.querySelector("[data-save-button]").addEventListener("click", () => once(save));
  root.querySelector("[data-reset-button]").addEventListener("click", () => once(reset));
  root.querySelectorAll("[data-do]").forEach((button) => button.addEventListener("click", () => rows.act(button.dataset.do)));
  root.querySelectorAll("[data-take]").forEach((button) => button.addEventListener("click", () => rows.fill(found[button.dataset.take])));
  window.addEventListener("beforeunload", (event) => { if (dirty()) event.preventDefault(); });
}
const [draft] = keptDraft();
ask(root.dataset.contents).then((data) => { knowPages(data.pages); draw(data); restoreDraft(draft); rows.focus(0); }).catch(fail);
