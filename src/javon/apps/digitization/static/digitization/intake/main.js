// Brings files in: drag and drop or choice, resumable uploads, the scanner, then the form.
import { ask } from "../../ui/ask.js";
import { Files } from "./files.js";

const root = document.getElementById("intake");
const texts = { ...root.querySelector("[data-texts]").dataset };
const form = root.querySelector("[data-form]");
const title = form.querySelector("[name=title]");
const batch = form.querySelector("[name=batch]").value;
const submit = root.querySelector("[data-submit]");
const drop = root.querySelector("[data-drop]");
const total = root.querySelector("[data-total]");
const files = new Files(root, texts, batch, JSON.parse(document.getElementById("held").textContent), refresh);

function refresh() {
  const { items } = files;
  const done = items.filter((item) => item.done).length;
  const bytes = items.reduce((sum, item) => sum + item.size, 0) || 1;
  const sent = items.reduce((sum, item) => sum + item.sent, 0);
  submit.disabled = !items.length || done < items.length;
  root.querySelector("[data-hint]").hidden = !submit.disabled;
  total.hidden = !items.length;
  root.querySelector("[data-total-text]").textContent = texts.progress.replace("%(done)s", done).replace("%(count)s", items.length);
  root.querySelector("[data-total-bar]").value = (100 * sent) / bytes;
}

function add(file, name) {
  files.add(file, name);
  if (!title.value) title.value = name.includes("/") ? name.split("/")[0] : name.replace(/\.[^.]+$/, "");
}

async function walk(entry, path) {
  if (entry.isFile) {
    const file = await new Promise((resolve, reject) => entry.file(resolve, reject));
    add(file, path + file.name);
    return;
  }
  const reader = entry.createReader();
  let part;
  do {
    part = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
    for (const child of part) await walk(child, `${path}${entry.name}/`);
  } while (part.length);
}

async function dropped(event) {
  event.preventDefault();
  drop.classList.remove("over");
  // Entries and files must be taken before the first pause: the event's data is gone after it.
  const given = [...event.dataTransfer.items].filter((item) => item.kind === "file").map((item) => [item.webkitGetAsEntry(), item.getAsFile()]);
  for (const [entry, file] of given) {
    if (entry) await walk(entry, ""); else if (file) add(file, file.name);
  }
  files.next();
}

function chosen(event) {
  [...event.target.files].forEach((file) => add(file, file.webkitRelativePath || file.name));
  event.target.value = "";
  files.next();
}

async function scan(event) {
  const target = event.target.closest("[data-scan]");
  if (!target) return;
  event.preventDefault();
  const button = target.querySelector("button");
  button.disabled = true;
  const shown = files.item(texts.scanning, 0);
  shown.bar.removeAttribute("value");
  refresh();
  try {
    const data = await ask(target.action, { form: { ...Object.fromEntries(new FormData(target)), batch } });
    await files.remove(shown);
    data.uploads.forEach((file) => files.adopt(file));
  } catch (error) {
    shown.bar.hidden = true;
    files.tell(shown, error.message);
  }
  button.disabled = false;
  refresh();
}

["dragenter", "dragover"].forEach((name) => drop.addEventListener(name, (event) => {
  event.preventDefault();
  drop.classList.add("over");
}));
drop.addEventListener("dragleave", () => drop.classList.remove("over"));
drop.addEventListener("drop", dropped);
root.querySelector("[data-files]").addEventListener("change", chosen);
root.querySelector("[data-folder]").addEventListener("change", chosen);
document.addEventListener("submit", scan);
window.addEventListener("beforeunload", (event) => { if (files.running) event.preventDefault(); });
refresh();
