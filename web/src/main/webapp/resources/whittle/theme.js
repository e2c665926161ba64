// Runs before the page is drawn, so that neither theme nor navigation jumps.
(function () {
  "use strict";
  var root = document.documentElement;
  try {
    var theme = localStorage.getItem("whittle-theme");
    if (theme === "light" || theme === "dark") {
      root.dataset.theme = theme;
    }
    if (localStorage.getItem("whittle-nav") === "icons") {
      root.dataset.nav = "icons";
    }
  } catch (e) {
    // Storage may be forbidden: the system's preference decides.
  }
})();
