// Talks to the server: the list of pages, what changed since, and the actions on a page.
import { ask } from "../../ui/ask.js";

const root = document.getElementById("qc");

function address(pattern, key, action) {
  return pattern.replace("KEY", key).replace("ACTION", action || "");
}

export const urls = {
  page: (key) => address(root.dataset.page, key),
  before: (page) => `${address(root.dataset.before, page.key)}?v=${page.version}`,
  after: (page) => `${address(root.dataset.after, page.key)}?v=${page.version}`,
};

// All pages, or with `since` only the rows that changed after that revision.
export function loadPages(since) {
  return ask(since === undefined ? root.dataset.pages : `${root.dataset.pages}?since=${since}`);
}

// The picture of a page before its crop, and what is kept of it today.
export function loadUncropped(key) { return ask(address(root.dataset.uncropped, key)); }

// Does an action; gives the changed rows.
export function act(key, action, fields) {
  return ask(address(root.dataset.act, key, action), { form: fields || {} });
}
