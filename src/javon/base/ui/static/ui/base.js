// The frame: menu on narrow screens, theme button, "/" goes to search, keys of one letter on or off, confirmations, no double submit.
(function () {
  "use strict";
  var bar = document.querySelector(".bar");
  var root = document.documentElement;
  // Keys of one letter or sign can be switched off; whoever listens to such keys asks data-single-keys.
  try { root.dataset.singleKeys = localStorage.getItem("single-keys") || "on"; } catch (error) { /* storage may be closed: they are on */ }
  document.querySelectorAll("input[data-single-keys]").forEach(function (box) { box.checked = root.dataset.singleKeys !== "off"; });
  document.addEventListener("change", function (event) {
    if (!event.target.matches("input[data-single-keys]")) return;
    root.dataset.singleKeys = event.target.checked ? "on" : "off";
    try { localStorage.setItem("single-keys", root.dataset.singleKeys); } catch (error) { /* not kept, but applied */ }
  });
  document.addEventListener("click", function (event) {
    var menu = event.target.closest("[data-menu]");
    if (menu && bar) {
      var open = bar.toggleAttribute("data-open");
      menu.setAttribute("aria-expanded", String(open));
    }
    if (event.target.closest("[data-theme-toggle]")) window.javonToggleTheme();
    var opener = event.target.closest("[data-dialog]");
    if (opener) document.getElementById(opener.dataset.dialog).showModal();
    if (event.target.closest("[data-close]")) event.target.closest("dialog").close();
  });
  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (form.dataset.confirm && !window.confirm(form.dataset.confirm)) { event.preventDefault(); return; }
    if (form.method !== "post" || event.defaultPrevented) return;
    // A second click on a form that is on its way must do nothing.
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "1";
    window.setTimeout(function () { delete form.dataset.sent; }, 4000);
  });
  document.addEventListener("keydown", function (event) {
    if (event.key !== "/" || root.dataset.singleKeys === "off" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    var box = document.querySelector("[data-search-box]");
    if (box) { event.preventDefault(); box.focus(); box.select(); }
  });
})();
