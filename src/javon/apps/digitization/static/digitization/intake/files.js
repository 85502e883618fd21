// The files of a batch: each has a row with its progress, goes up by tus, and can be taken out again.
import { token } from "../../ui/ask.js";

const ATONCE = 3;

export class Files {
  // `known`: what the server has of this batch already, whole or in part.
  constructor(root, texts, batch, known, onChange) {
    this.list = root.querySelector("[data-list]");
    this.endpoint = root.dataset.uploads;
    this.texts = texts;
    this.batch = batch;
    this.onChange = onChange;
    this.items = [];
    this.waiting = [];
    this.running = 0;
    known.forEach((file) => this.adopt(file));
  }

  adopt(file) {
    const item = this.item(file.name, file.size);
    Object.assign(item, { sent: file.sent, url: file.url });
    item.bar.value = file.sent;
    if (file.done) this.finish(item); else this.tell(item, this.texts.againNeeded);
  }

  item(name, size) {
    const element = document.createElement("li");
    const label = document.createElement("span");
    const side = document.createElement("span");
    const state = document.createElement("span");
    const remove = document.createElement("button");
    const bar = document.createElement("progress");
    label.textContent = name;
    side.className = "row";
    state.className = "muted small";
    state.setAttribute("role", "status");
    remove.type = "button";
    remove.className = "btn btn-quiet btn-small";
    remove.textContent = this.texts.remove;
    remove.setAttribute("aria-label", `${this.texts.remove}: ${name}`);
    bar.max = size || 1;
    bar.value = 0;
    bar.setAttribute("aria-label", name);
    side.append(state, remove);
    element.append(label, side, bar);
    this.list.append(element);
    const item = { name, size, sent: 0, done: false, element, state, bar, upload: null, url: "" };
    remove.addEventListener("click", () => this.remove(item));
    this.items.push(item);
    return item;
  }

  // A file of a name and size that came in part before goes on there; anything else begins anew.
  add(file, name) {
    const left = this.items.find((item) => !item.upload && !item.done && item.name === name && item.size === file.size);
    const item = left ?? this.item(name, file.size);
    item.upload = new tus.Upload(file, {
      endpoint: this.endpoint,
      uploadUrl: item.url || null,
      chunkSize: 8 * 1024 * 1024,
      retryDelays: [0, 1000, 3000, 10000, 30000, 60000],
      storeFingerprintForResuming: false,
      metadata: { filename: name, batch: this.batch },
      onBeforeRequest: (request) => request.setHeader("X-CSRFToken", token()),
      onProgress: (sent) => { item.sent = sent; item.bar.value = sent; this.onChange(); },
      onError: (error) => this.failed(item, error),
      onSuccess: () => { this.finish(item); this.running -= 1; this.next(); },
    });
    this.tell(item, "");
    this.waiting.push(item);
  }

  next() {
    while (this.running < ATONCE && this.waiting.length) {
      this.running += 1;
      this.waiting.shift().upload.start();
    }
    this.onChange();
  }

  finish(item) {
    item.done = true;
    item.sent = item.size;
    item.bar.hidden = true;
    this.tell(item, this.texts.done);
  }

  tell(item, ...parts) { item.state.replaceChildren(...parts); }

  // The server answers a refusal with a sentence of its own; a proxy's page of HTML is none.
  failed(item, error) {
    const answer = error?.originalResponse;
    const kind = answer?.getHeader("Content-Type") ?? "";
    const words = (kind.startsWith("text/plain") && answer.getBody()) || this.texts.failed;
    const again = document.createElement("button");
    again.type = "button";
    again.className = "btn btn-small";
    again.textContent = this.texts.again;
    again.addEventListener("click", () => { this.tell(item, ""); this.waiting.push(item); this.next(); });
    this.tell(item, `${words} `, again);
    this.running -= 1;
    this.next();
  }

  async remove(item) {
    const going = item.upload && !item.done && !this.waiting.includes(item) && !item.state.childElementCount;
    this.waiting = this.waiting.filter((other) => other !== item);
    if (going) this.running -= 1;
    if (item.upload && !item.done) await item.upload.abort().catch(() => {});
    const url = item.upload?.url || item.url;
    if (url) await fetch(url, { method: "DELETE", headers: { "X-CSRFToken": token(), "Tus-Resumable": "1.0.0" } }).catch(() => {});
    item.element.remove();
    this.items = this.items.filter((other) => other !== item);
    this.next();
  }
}
