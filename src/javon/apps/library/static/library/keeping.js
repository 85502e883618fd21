// The reader's choices, kept on this machine only.
export function kept(name, otherwise) {
  try { return localStorage.getItem(name) ?? otherwise; } catch { return otherwise; }
}
export function keep(name, value) {
  try { localStorage.setItem(name, value); } catch { /* storage may be closed: nothing is kept */ }
}
