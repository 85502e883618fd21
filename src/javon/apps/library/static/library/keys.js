import { letter, silent } from "../ui/letter.js";

// One table of keys; typing in a field and keys with Ctrl, Alt or Meta are left alone.
const KEYS = {
  ArrowLeft: "before", ArrowRight: "after", PageUp: "up", PageDown: "down", " ": "down",
  ArrowUp: "higher", ArrowDown: "lower", Home: "first", End: "last",
  "+": "zoom-in", "=": "zoom-in", "-": "zoom-out", 0: "whole", w: "wide", 2: "two", t: "text", a: "script", s: "select",
  n: "found-next", p: "found-before", l: "link", f: "full", "/": "search", "?": "keys", m: "panel",
};

const SCROLLING = ["first", "last", "up", "down", "higher", "lower"];

export function bindKeys(root, actions) {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || silent(event)) return;
    if (event.target.closest("input, textarea, select, dialog, [contenteditable]")) {
      if (event.key === "Escape" && event.target.matches("input")) event.target.blur();
      return;
    }
    if (event.target.closest('[role="tablist"]') && event.key.startsWith("Arrow")) return;
    // A text that is read with the keys must go on scrolling; only left and right turn pages there.
    const key = letter(event);
    const name = key === " " && event.shiftKey ? "up" : KEYS[key] ?? KEYS[key.toLowerCase()];
    if (!name || (event.target.closest(".words, .panel") && SCROLLING.includes(name))) return;
    if (event.key === " " && event.target.closest("button, a")) return;
    event.preventDefault();
    event.stopPropagation();
    actions[name]();
  }, true);

  // A swipe turns the page where the picture is not enlarged.  How long it took is told by the events' own times: on a
  // busy phone they are handled late.
  let start = null;
  root.addEventListener("touchstart", (event) => {
    start = event.touches.length === 1 ? { x: event.touches[0].clientX, y: event.touches[0].clientY, at: event.timeStamp } : null;
  }, { passive: true });
  root.addEventListener("touchend", (event) => {
    if (!start || root.dataset.zoomed === "yes" || !event.target.closest(".stage")) return;
    const dx = event.changedTouches[0].clientX - start.x;
    const dy = event.changedTouches[0].clientY - start.y;
    if (Math.abs(dx) > 60 && Math.abs(dx) > 2 * Math.abs(dy) && event.timeStamp - start.at < 600) {
      (dx < 0 ? actions.after : actions.before)();
    }
    start = null;
  }, { passive: true });
}
