// Brings files in: drag and drop or choice, resumable uploads by tus, the scanner, then the form.
"use strict";
(() => {
  const root = document.getElementById("intake");
  const texts = { ...root.querySelector("[data-texts]").dataset };
  const form = root.querySelector("[data-form]");
  const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
  const batch = form.querySelector("[name=batch]").value;
  const submit = root.querySelector("[data-submit]");
  const list = root.querySelector("[data-list]");
  const drop = root.querySelector("[data-drop]");
  const total = root.querySelector("[data-total]");
  const waiting = [];
  const items = [];
  const ATONCE = 3;
  let running = 0;

  function refresh() {
    const done = items.filter((item) => item.done).length;
    const bytes = items.reduce((sum, item) => sum + item.size, 0) || 1;
    const sent = items.reduce((sum, item) => sum + item.sent, 0);
    submit.disabled = !items.length || done < items.length;
    root.querySelector("[data-hint]").hidden = !submit.disabled;
    total.hidden = !items.length;
    root.querySelector("[data-total-text]").textContent = texts.progress.replace("%(done)s", done).replace("%(count)s", items.length);
    root.querySelector("[data-total-bar]").value = (100 * sent) / bytes;
  }

  function row(name, size) {
    const element = document.createElement("li");
    const label = document.createElement("span");
    const state = document.createElement("span");
    const bar = document.createElement("progress");
    label.textContent = name;
    state.className = "muted small";
    bar.max = size || 1;
    bar.value = 0;
    bar.setAttribute("aria-label", name);
    element.append(label, state, bar);
    list.append(element);
    return { element, state, bar };
  }

  function next() {
    while (running < ATONCE && waiting.length) {
      running += 1;
      waiting.shift().start();
    }
    refresh();
  }

  // The server answers a refusal with a sentence of its own; a proxy's page of HTML is none.
  function sentence(error) {
    const answer = error && error.originalResponse;
    const kind = (answer && answer.getHeader("Content-Type")) || "";
    return (kind.startsWith("text/plain") && answer.getBody()) || texts.failed;
  }

  function failed(item, upload, error) {
    const again = document.createElement("button");
    again.type = "button";
    again.className = "btn btn-small";
    again.textContent = texts.again;
    again.addEventListener("click", () => { item.row.state.textContent = ""; running += 1; upload.start(); });
    item.row.state.replaceChildren(`${sentence(error)} `, again);
    running -= 1;
    next();
  }

  function add(file, name) {
    const item = { size: file.size, sent: 0, done: false, row: row(name, file.size) };
    items.push(item);
    const upload = new tus.Upload(file, {
      endpoint: root.dataset.uploads,
      chunkSize: 8 * 1024 * 1024,
      retryDelays: [0, 1000, 3000, 10000, 30000],
      removeFingerprintOnSuccess: true,
      headers: { "X-CSRFToken": token },
      metadata: { filename: name, batch },
      onProgress: (sent) => { item.sent = sent; item.row.bar.value = sent; refresh(); },
      onError: (error) => failed(item, upload, error),
      onSuccess: () => {
        item.done = true;
        item.sent = item.size;
        item.row.bar.remove();
        item.row.state.textContent = texts.done;
        running -= 1;
        next();
      },
    });
    waiting.push(upload);
    suggest(name);
  }

  function suggest(name) {
    const title = form.querySelector("[name=title]");
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
    const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry()).filter(Boolean);
    for (const entry of entries) await walk(entry, "");
    next();
  }

  function chosen(event) {
    [...event.target.files].forEach((file) => add(file, file.webkitRelativePath || file.name));
    event.target.value = "";
    next();
  }

  async function scan(event) {
    const target = event.target.closest("[data-scan]");
    if (!target) return;
    event.preventDefault();
    const body = new FormData(target);
    body.append("batch", batch);
    const button = target.querySelector("button");
    button.disabled = true;
    const shown = row(texts.scanning, 0);
    shown.bar.removeAttribute("value");
    try {
      const answer = await fetch(target.action, { method: "POST", body, headers: { "X-CSRFToken": token } });
      const data = await answer.json();
      if (!answer.ok) throw new Error(data.error);
      shown.element.remove();
      data.files.forEach((name) => {
        const made = row(name, 1);
        made.bar.remove();
        made.state.textContent = texts.done;
        items.push({ size: 1, sent: 1, done: true, row: made });
      });
    } catch (error) {
      shown.bar.remove();
      shown.state.textContent = error.message || texts.failed;
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
  form.addEventListener("submit", () => { submit.disabled = true; });
  refresh();
})();
