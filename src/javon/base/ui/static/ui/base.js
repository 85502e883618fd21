// The frame: menu on narrow screens, theme button, "/" goes to search, confirmations, no double submit.
(function () {
  "use strict";
  var bar = document.querySelector(".bar");
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
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    var box = document.querySelector("[data-search-box]");
    if (box) { event.preventDefault(); box.focus(); box.select(); }
  });
})();
