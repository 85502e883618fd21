// A form with data-keep whose sending met a session that was over: what was typed comes back after the log-in.
(function () {
  "use strict";
  var PREFIX = "form:";
  var LOG_IN = "/accounts/";
  var form = document.querySelector("form[data-keep]");

  function fields() {
    return Array.from(form.elements).filter(function (field) {
      return field.name && !/^(hidden|password|file|submit|button|checkbox|radio)$/.test(field.type);
    });
  }

  function kept(name) {
    try { return JSON.parse(sessionStorage.getItem(name)); } catch (error) { return null; }
  }

  // Any other page than the log-in's means that the form got through, or was given up.
  function forget() {
    try {
      Object.keys(sessionStorage).filter(function (name) { return name.startsWith(PREFIX); })
        .forEach(function (name) { sessionStorage.removeItem(name); });
    } catch (error) { /* storage may be closed: nothing was kept */ }
  }

  if (form) {
    var values = kept(PREFIX + location.pathname);
    if (values) fields().forEach(function (field) { if (field.name in values) field.value = values[field.name]; });
    form.addEventListener("submit", function () {
      var typed = {};
      fields().forEach(function (field) { typed[field.name] = field.value; });
      try { sessionStorage.setItem(PREFIX + location.pathname, JSON.stringify(typed)); } catch (error) { /* as above */ }
    });
  }
  if (!location.pathname.startsWith(LOG_IN)) forget();
})();
