// Says that scripts run, and sets light or dark, before the page is drawn; loaded in the head, so that nothing moves or
// flashes.
(function () {
  "use strict";
  var root = document.documentElement;
  // What is laid out otherwise for scripts needs modules: a browser without them gets the page of one without scripts.
  if ("noModule" in HTMLScriptElement.prototype) root.classList.add("scripted");
  var dark = window.matchMedia("(prefers-color-scheme: dark)");
  function apply() {
    var chosen = null;
    try { chosen = localStorage.getItem("theme"); } catch (error) { /* storage may be closed: follow the system */ }
    root.dataset.theme = chosen || (dark.matches ? "dark" : "light");
  }
  apply();
  dark.addEventListener("change", apply);
  window.javonToggleTheme = function () {
    var next = root.dataset.theme === "dark" ? "light" : "dark";
    try { localStorage.setItem("theme", next); } catch (error) { /* not kept, but applied */ }
    root.dataset.theme = next;
  };
})();
