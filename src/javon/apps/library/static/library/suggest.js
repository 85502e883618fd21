// Completes what is being typed, in both scripts: a combobox after the ARIA practices.
import { letter, silent } from "../ui/letter.js";

const form = document.getElementById("find");
const box = document.getElementById("q");
const list = document.getElementById("suggestions");
let chosen = -1;
let asked = 0;
let timer = 0;

function close() {
  list.hidden = true;
  chosen = -1;
  box.setAttribute("aria-expanded", "false");
  box.removeAttribute("aria-activedescendant");
}

function option(content, value, url) {
  const item = document.createElement("li");
  item.setAttribute("role", "option");
  item.id = `suggestion-${list.childElementCount}`;
  item.dataset.value = value;
  if (url) item.dataset.url = url;
  item.append(...content);
  list.append(item);
}

function piece(text, kind) {
  const made = document.createElement("span");
  made.textContent = text;
  if (kind) made.className = kind;
  return made;
}

function draw(answer) {
  list.replaceChildren();
  for (const work of answer.works) {
    option([piece(list.dataset.works, "badge badge-accent"), piece(work.title), piece(work.creators, "muted small")], "", work.url);
  }
  for (const word of answer.words) {
    const both = word.latin === word.cyrillic ? [piece(word.latin)] : [piece(word.latin), piece(word.cyrillic, "muted")];
    option([...both, piece(String(word.pages), "muted small count")], word.latin);
  }
  list.hidden = !list.childElementCount;
  box.setAttribute("aria-expanded", String(!list.hidden));
  chosen = -1;
}

// What was asked for or is about to be is not waited for any more.
function stop() {
  window.clearTimeout(timer);
  asked += 1;
  close();
}

async function ask() {
  const mine = ++asked;
  const typed = box.value;
  if (typed.trim().length < 2) { close(); return; }
  const answer = await fetch(`${form.dataset.suggest}?${new URLSearchParams({ q: typed })}`).then((got) => got.json()).catch(() => null);
  if (mine === asked && answer && document.activeElement === box) draw(answer);
}

function choose(number) {
  const options = [...list.children];
  if (!options.length) return;
  options[chosen]?.removeAttribute("aria-selected");
  chosen = (number + options.length) % options.length;
  options[chosen].setAttribute("aria-selected", "true");
  options[chosen].scrollIntoView({ block: "nearest" });
  box.setAttribute("aria-activedescendant", options[chosen].id);
}

function take(item) {
  stop();
  if (item.dataset.url) { location.assign(item.dataset.url); return; }
  box.value = item.dataset.value;
  form.requestSubmit();
}

box.addEventListener("input", () => { window.clearTimeout(timer); timer = window.setTimeout(ask, 120); });
box.addEventListener("blur", () => window.setTimeout(close, 150));
box.addEventListener("keydown", (event) => {
  if (list.hidden) { if (event.key === "Escape") stop(); return; }
  if (event.key === "ArrowDown") { event.preventDefault(); choose(chosen + 1); }
  else if (event.key === "ArrowUp") { event.preventDefault(); choose(chosen - 1); }
  else if (event.key === "Escape") { event.preventDefault(); stop(); }
  else if (event.key === "Enter" && chosen >= 0) { event.preventDefault(); take(list.children[chosen]); }
});
list.addEventListener("mousedown", (event) => { const item = event.target.closest("li"); if (item) { event.preventDefault(); take(item); } });
form.addEventListener("submit", stop);

// The results are exchanged whole, so what was found is said by a line that stays.
document.addEventListener("htmx:afterSwap", (event) => {
  if (event.target.id !== "results") return;
  document.getElementById("find-said").textContent = event.target.querySelector("[data-summary]")?.textContent.replace(/\s+/g, " ").trim() ?? "";
});

// j and k walk through the hits; Enter opens the one with the focus by itself.
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || silent(event) || event.target.closest("input, textarea, select")) return;
  const step = { j: 1, k: -1 }[letter(event)];
  if (!step) return;
  const links = [...document.querySelectorAll(".hit-link")];
  const next = links[links.indexOf(document.activeElement) + step];
  if (next) { event.preventDefault(); next.focus(); }
});
