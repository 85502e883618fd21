// Text correction of one page: joins the lines, the image, the keys and the server.
import { ask, say } from "../../ui/ask.js";
import { letter } from "../../ui/letter.js";
import { keepDraft, keptDraft } from "./drafts.js";
import { Lines } from "./lines.js";

const root = document.getElementById("fix");
const texts = { ...root.querySelector("[data-texts]").dataset };
const errorBox = root.querySelector("[data-error]");
const state = root.querySelector("[data-state]");
const view = root.querySelector("[data-view]");
const image = root.querySelector("[data-page-image]");
const lineBox = root.querySelector("[data-line]");
const wordBox = root.querySelector("[data-word]");
const versions = root.querySelector("[data-versions]");
const restoreButton = root.querySelector("[data-restore-button]");
let size = { width: 1, height: 1 };
let version = 0;
let shownVersion = 0;
let fits = true;
let shownLine = null;
let shownWord = null;

function place(element, box) {
  element.hidden = !box || !fits;
  if (element.hidden) return;
  const scale = image.clientWidth / size.width;
  element.style.left = `${box[0] * scale - 3}px`;
  element.style.top = `${box[1] * scale - 3}px`;
  element.style.width = `${(box[2] - box[0]) * scale + 6}px`;
  element.style.height = `${(box[3] - box[1]) * scale + 6}px`;
}

function highlight(line, word) {
  shownLine = line;
  shownWord = word;
  place(lineBox, line?.box);
  place(wordBox, word ? word.slice(1, 5) : null);
  if (line && fits) {
    const middle = lineBox.offsetTop - view.clientHeight / 2 + lineBox.offsetHeight;
    view.scrollTo({ top: middle, behavior: "auto" });
  }
}

const lines = new Lines(root.querySelector("[data-lines]"), texts, highlight, () => {
  const changes = lines.changes();
  state.textContent = changes.length ? texts.changed : "";
  if (shownVersion === version) keepDraft(changes);
});
new ResizeObserver(() => { place(lineBox, shownLine?.box); place(wordBox, shownWord ? shownWord.slice(1, 5) : null); }).observe(image);

function fail(error) { say(errorBox, error); }

function fetchText(wanted) { return ask(wanted ? `${root.dataset.text}?version=${wanted}` : root.dataset.text); }

function showVersions(entries) {
  versions.replaceChildren(...entries.map((entry) => {
    const option = document.createElement("option");
    option.value = entry.version;
    option.textContent = [`${entry.version}`, texts[entry.kind] || entry.kind, entry.by, entry.at].filter(Boolean).join(" · ");
    option.selected = entry.version === shownVersion;
    return option;
  }));
}

// An older version is only looked at: what is typed into it would land on other lines of the newest one.
async function load(wanted) { draw(await fetchText(wanted)); }

function draw(data) {
  version = Math.max(version, ...data.versions.map((entry) => entry.version));
  shownVersion = data.version;
  fits = data.fits;
  size = { width: data.width, height: data.height };
  const old = shownVersion !== version;
  lines.show(data.lines, old);
  root.querySelector("[data-empty]").hidden = data.lines.length > 0;
  restoreButton.hidden = !old;
  state.textContent = old ? [texts.old, fits ? "" : texts.misfit].join(" ").trim() : "";
  showVersions(data.versions);
}

// What was typed before a reload, a log-in or somebody else's change comes back; what has no line any more is shown.
function restoreDraft() {
  const draft = keptDraft();
  if (!draft.length || shownVersion !== version) return;
  const left = lines.take(draft);
  state.textContent = texts.kept;
  if (left.length) tell(left.map((change) => change.text));
}

function tell(homeless) { fail(new Error(`${texts.homeless} ${homeless.join(" / ")}`)); }

async function choose() {
  await saving;
  if (lines.changes().length && !window.confirm(texts.lose)) {
    versions.value = String(shownVersion);
    return;
  }
  fail(null);
  await load(Number(versions.value)).catch(fail);
}

async function restore() {
  await saving;
  fail(null);
  try {
    const carried = !fits;
    await ask(root.dataset.restore, { json: { version: shownVersion } });
    await load();
    state.textContent = carried ? texts.carried : texts.restored;
  } catch (error) { fail(error); }
}

// One at a time: a second one with the same version would be refused as somebody else's.
let saving = null;
function save() {
  saving ??= store(false).finally(() => { saving = null; });
  return saving;
}

// A save that readers see at once: never by Enter, Ctrl S or a second click, only by its own button.
async function saveAndRelease() {
  await saving;
  saving ??= store(true).finally(() => { saving = null; });
  return saving;
}

async function store(release) {
  fail(null);
  if (shownVersion !== version) { state.textContent = texts.old; return false; }
  const changes = lines.changes();
  if (!changes.length) { state.textContent = texts.saved; return true; }
  const sent = lines.values;
  try {
    const answer = await ask(root.dataset.save, { json: { version, lines: changes, release } });
    // The number of the version goes with its lines: numbers of old lines must never be sent with a new one.
    const newest = await fetchText();
    version = newest.version;
    shownVersion = version;
    const homeless = lines.renew(newest.lines, sent);
    root.querySelector("[data-empty]").hidden = newest.lines.length > 0;
    showVersions(newest.versions);
    if (!lines.changes().length) state.textContent = texts.saved;
    if (release && answer.released) state.textContent = answer.note;
    else if (release) fail(new Error(answer.note));
    if (homeless.length) tell(homeless);
    return true;
  } catch (error) {
    fail(error.status === 409 ? new Error(texts.conflict) : error);
    return false;
  }
}

async function saveAndGo() {
  const next = root.querySelector("[data-next]");
  await saving; // what was typed since it began has to be saved too
  if (await save() && next) window.location.assign(next.href);
}

document.addEventListener("keydown", (event) => {
  if (event.target.closest("dialog")) return;
  const control = event.ctrlKey || event.metaKey;
  let taken = true;
  if (control && letter(event) === "s") { if (!event.repeat) save(); }
  else if (control && event.key === "Enter") { if (!event.repeat) saveAndGo(); }
  else if (event.altKey && event.code === "KeyN") lines.nextDoubt();
  else if (event.altKey && event.code === "KeyO") lines.insert("\u02bb");
  else if (event.altKey && event.code === "KeyT") lines.insert("\u02bc");
  else if (lines.focused < 0 || control || event.altKey) taken = false;
  else if (event.key === "Enter" || event.key === "ArrowDown") lines.focus(lines.focused + 1);
  else if (event.key === "ArrowUp") lines.focus(lines.focused - 1);
  else if (event.key === "Escape") lines.revert();
  else taken = false;
  if (taken) event.preventDefault();
});
root.querySelector("[data-save-button]").addEventListener("click", save);
root.querySelector("[data-release-button]")?.addEventListener("click", saveAndRelease);
restoreButton.addEventListener("click", restore);
versions.addEventListener("change", choose);
window.addEventListener("beforeunload", (event) => { if (lines.changes().length) event.preventDefault(); });

load().then(() => { lines.focus(0); restoreDraft(); }).catch(fail);
