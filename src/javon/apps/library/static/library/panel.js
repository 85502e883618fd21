// The panel: search inside the book, contents, thumbnails; each is asked for when it is first opened.
export function makePanel(book, root, { open, mark, rest }) {
  const panel = document.getElementById("panel");
  const opener = root.querySelector('[data-do="panel"]');
  const tabs = [...panel.querySelectorAll('[role="tab"]')];
  const box = document.getElementById("find-q");
  const list = document.getElementById("found");
  const note = document.getElementById("find-state");
  const thumbs = document.getElementById("thumbs");
  let hits = [];
  let at = -1;
  let asked = 0;
  let now = [];

  function reveal(on) {
    panel.hidden = !on;
    root.dataset.panel = on ? "open" : "closed";
    opener.setAttribute("aria-expanded", String(on));
  }

  function choose(name) {
    for (const tab of tabs) {
      const on = tab.id === `tab-${name}`;
      tab.setAttribute("aria-selected", String(on));
      tab.tabIndex = on ? 0 : -1;
      document.getElementById(tab.getAttribute("aria-controls")).hidden = !on;
    }
    if (name === "pages") drawThumbs();
    if (name === "contents") drawContents();
  }

  async function drawContents() {
    const pane = document.getElementById("pane-contents");
    if (pane.dataset.drawn) return;
    pane.dataset.drawn = "yes";
    const answer = await fetch(book.settings.contents).catch(() => null);
    if (!answer?.ok) { pane.textContent = book.messages.failed; delete pane.dataset.drawn; return; }
    // Our own server's fragment, escaped there.
    pane.replaceChildren(...new DOMParser().parseFromString(await answer.text(), "text/html").body.childNodes);
  }

  function drawThumbs() {
    if (!thumbs.childElementCount) {
      thumbs.append(...book.pages.map((page, place) => {
        const item = document.createElement("li");
        const link = document.createElement("a");
        link.href = `?page=${page.key}`;
        link.dataset.page = page.key;
        const picture = new Image(120, Math.round((120 * page.height) / Math.max(page.width, 1)));
        picture.loading = "lazy";
        picture.alt = "";
        picture.src = `${book.image(page.key)}/full/^!160,240/0/default.jpg`;
        const name = document.createElement("span");
        name.textContent = page.label || String(place + 1);
        link.append(picture, name);
        item.append(link);
        return item;
      }));
    }
    follow(now, true);
  }

  function follow(places, scroll = false) {
    now = places;
    thumbs.querySelectorAll("[aria-current]").forEach((link) => link.removeAttribute("aria-current"));
    for (const place of places) thumbs.children[place]?.firstElementChild.setAttribute("aria-current", "page");
    if (scroll || !panel.hidden) thumbs.children[places[0]]?.scrollIntoView({ block: "nearest" });
  }

  async function find(query, how = {}) {
    const mine = ++asked;
    hits = [];
    at = -1;
    list.replaceChildren();
    if (!query) { note.textContent = ""; mark(new Map(), ""); return; }
    note.textContent = book.messages.searching;
    const address = `${book.settings.find}?${new URLSearchParams({ q: query, ...(book.settings.exact ? { exact: "1" } : {}) })}`;
    const answer = await fetch(address).then((got) => got.json()).catch(() => null);
    if (mine !== asked) return;
    if (!answer) { note.textContent = book.messages.failed; return; }
    hits = answer.hits.filter((hit) => book.places.has(hit.page));
    const count = answer.total ? book.messages.found.replace("%s", answer.total) : book.messages.none;
    note.textContent = answer.near ? `${book.messages.near} ${answer.meant.join(", ")}. ${count}` : count;
    list.append(...hits.map(entry));
    start(how);
    mark(new Map(hits.map((hit) => [book.places.get(hit.page), hit.words])), query);
  }

  // The walk through the places found begins at the open page, not at the beginning of the book.
  function start({ quiet, push }) {
    const here = hits.findIndex((hit) => book.places.get(hit.page) >= book.state.place);
    if (!quiet) go(Math.max(here, 0), { push });
    else if (here >= 0 && book.places.get(hits[here].page) === book.state.place) point(here);
    else at = (here < 0 ? hits.length : here) - 0.5; // between two of them
  }

  function entry(hit, number) {
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = `?page=${hit.page}`;
    link.dataset.hit = String(number);
    const label = document.createElement("span");
    label.className = "muted small";
    label.textContent = book.messages.page.replace("%s", hit.label || String(book.places.get(hit.page) + 1));
    const line = document.createElement("span");
    if (hit.language && hit.language !== "und") line.lang = hit.language;
    for (const [text, marked] of hit.parts) {
      const part = document.createElement(marked ? "mark" : "span");
      part.textContent = text;
      line.append(part);
    }
    link.append(label, line);
    item.append(link);
    return item;
  }

  function go(number, how) {
    if (!hits.length) return;
    point((number + hits.length) % hits.length);
    open(book.places.get(hits[at].page), how);
  }

  function point(number) {
    at = number;
    list.querySelectorAll("[aria-current]").forEach((link) => link.removeAttribute("aria-current"));
    const link = list.children[at].firstElementChild;
    link.setAttribute("aria-current", "true");
    link.scrollIntoView({ block: "nearest" });
  }

  panel.addEventListener("click", (event) => {
    const tab = event.target.closest('[role="tab"]');
    if (tab) { choose(tab.id.slice(4)); return; }
    const link = event.target.closest("a");
    if (!link || event.ctrlKey || event.metaKey) return;
    const page = link.dataset.page;
    if (link.dataset.hit) { event.preventDefault(); go(Number(link.dataset.hit)); }
    else if (book.places.has(page)) { event.preventDefault(); open(book.places.get(page)); }
    if (event.defaultPrevented && window.matchMedia("(max-width: 50rem)").matches) { reveal(false); rest(); }
  });
  panel.querySelector('[role="tablist"]').addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const next = tabs[(tabs.indexOf(document.activeElement) + step + tabs.length) % tabs.length];
    choose(next.id.slice(4));
    next.focus();
  });
  panel.addEventListener("keydown", (event) => { if (event.key === "Escape") { reveal(false); opener.focus(); } });
  document.getElementById("find-form").addEventListener("submit", (event) => {
    event.preventDefault();
    const query = box.value.trim();
    // "Exact words only" was asked for with other words.
    if (query !== book.state.query) book.settings.exact = false;
    find(query);
  });

  return {
    follow,
    toggle: () => { reveal(panel.hidden); if (!panel.hidden) choose(tabs.find((tab) => tab.getAttribute("aria-selected") === "true").id.slice(4)); },
    step: (by) => go(by > 0 ? Math.floor(at) + 1 : Math.ceil(at) - 1),
    search: (query, how) => {
      if (query) find(query, how);
      if (query && window.matchMedia("(max-width: 50rem)").matches) return;
      reveal(true);
      choose("find");
      if (!query) { box.focus(); box.select(); }
    },
  };
}
