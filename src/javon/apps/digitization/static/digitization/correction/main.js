// Text correction of one page: joins the lines, the image, the keys and the server.
import { Lines } from "./lines.js";

const root = document.getElementById("fix");
const texts = { ...root.querySelector("[data-texts]").dataset };
const token = root.querySelector("[name=csrfmiddlewaretoken]").value;
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
let shownLine = null;
let shownWord = null;

function place(element, box) {
  element.hidden = !box;
  if (!box) return;
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
  if (line) {
    const middle = lineBox.offsetTop - view.clientHeight / 2 + lineBox.offsetHeight;
    view.scrollTo({ top: middle, behavior: "auto" });
  }
}

const lines = new Lines(root.querySelector("[data-lines]"), texts, highlight, () => {
  state.textContent = lines.changes().length ? texts.changed : "";
});
new ResizeObserver(() => { place(lineBox, shownLine?.box); place(wordBox, shownWord ? shownWord.slice(1, 5) : null); }).observe(image);

function fail(message) {
  errorBox.textContent = message;
  errorBox.hidden = !message;
}

async function fetchText(wanted) {
  const url = wanted ? `${root.dataset.text}?version=${wanted}` : root.dataset.text;
  const answer = await fetch(url, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}

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
async function load(wanted) {
  const data = await fetchText(wanted);
  version = Math.max(version, ...data.versions.map((entry) => entry.version));
  shownVersion = data.version;
  size = { width: data.width, height: data.height };
  const old = shownVersion !== version;
  lines.show(data.lines, old);
  root.querySelector("[data-empty]").hidden = data.lines.length > 0;
  restoreButton.hidden = !old;
  state.textContent = old ? texts.old : "";
  showVersions(data.versions);
}

async function post(address, body) {
  let answer;
  try {
    answer = await fetch(address, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": token, Accept: "application/json" },
      body: JSON.stringify(body),
    });
  } catch (error) { fail(texts.offline); return null; }
  const data = await answer.json().catch(() => ({}));
  if (answer.ok) return data;
  fail(answer.status === 409 && address === root.dataset.save ? texts.conflict : data.error || texts.offline);
  return null;
}

async function choose() {
  if (lines.changes().length && !window.confirm(texts.lose)) {
    versions.value = String(shownVersion);
    return;
  }
  fail("");
  await load(Number(versions.value)).catch(() => fail(texts.offline));
}

async function restore() {
  fail("");
  const data = await post(root.dataset.restore, { version: shownVersion });
  if (!data) return;
  await load().then(() => { state.textContent = texts.restored; }).catch(() => fail(texts.offline));
}

async function save() {
  fail("");
  if (shownVersion !== version) { state.textContent = texts.old; return false; }
  const changes = lines.changes();
  if (!changes.length) { state.textContent = texts.saved; return true; }
  const data = await post(root.dataset.save, { version, lines: changes });
  if (!data) return false;
  version = data.version;
  shownVersion = version;
  lines.settle(changes);
  // A line without text is gone, and the lines behind it have other numbers now.
  const emptied = changes.some((change) => !change.text);
  await (emptied ? load() : fetchText().then((answer) => showVersions(answer.versions))).catch(() => fail(texts.offline));
  state.textContent = texts.saved;
  return true;
}

async function saveAndGo() {
  const next = root.querySelector("[data-next]");
  if (await save() && next) window.location.assign(next.href);
}

document.addEventListener("keydown", (event) => {
  if (event.target.closest("dialog")) return;
  const control = event.ctrlKey || event.metaKey;
  let taken = true;
  if (control && event.key === "s") save();
  else if (control && event.key === "Enter") saveAndGo();
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
restoreButton.addEventListener("click", restore);
versions.addEventListener("change", choose);
window.addEventListener("beforeunload", (event) => { if (lines.changes().length) event.preventDefault(); });

load().then(() => lines.focus(0)).catch(() => fail(texts.offline));
