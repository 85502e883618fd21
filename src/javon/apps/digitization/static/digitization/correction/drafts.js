// What was typed and not saved outlives a reload and a log-in; it is kept in this tab only and goes with it.
const KEY = `fix:${window.location.pathname}`;

export function keepDraft(changes) {
  try {
    if (changes.length) sessionStorage.setItem(KEY, JSON.stringify(changes)); else sessionStorage.removeItem(KEY);
  } catch { /* storage may be closed: the text still stands in the window */ }
}

export function keptDraft() {
  try { return JSON.parse(sessionStorage.getItem(KEY)) ?? []; } catch { return []; }
}
