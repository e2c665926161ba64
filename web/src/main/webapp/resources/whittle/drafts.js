// Drafts: what is typed into an editor stays in this tab until it is saved, whatever becomes of the session or the
// page. It keeps the revision that it was made from, so that nobody's work is overwritten unseen.
(function () {
  "use strict";
  var SENT = "whittle-draft-sent";
  var saves = null;

  function read(key) {
    try {
      return sessionStorage.getItem(key);
    } catch (e) {
      // Storage may be forbidden: then nothing is kept.
      return null;
    }
  }

  function write(key, value) {
    try {
      if (value === null) {
        sessionStorage.removeItem(key);
      } else {
        sessionStorage.setItem(key, value);
      }
    } catch (e) {
      // As above.
    }
  }

  function editor() {
    return document.querySelector(".editor[data-draft] textarea:not([readonly])");
  }

  function key() {
    return "whittle-draft " + location.pathname + " " + (new URLSearchParams(location.search).get("name") || "");
  }

  function keep(area) {
    var base = document.getElementById("base");
    write(key(), JSON.stringify({ text: area.value, base: base ? base.value : "" }));
  }

  // Another page of the portal came of what was sent: it is saved. The login page is none.
  function settle(area) {
    var sent = read(SENT);
    write(SENT, null);
    if (sent && document.querySelector(".top-live") && !(area && key() === sent)) {
      write(sent, null);
    }
  }

  function take() {
    var area = editor();
    settle(area);
    if (!area) {
      return;
    }
    saves = area.closest(".editor").dataset.saves;
    var draft = JSON.parse(read(key()) || "null");
    if (draft && draft.text !== area.value) {
      var base = document.getElementById("base");
      area.value = draft.text;
      if (base) {
        base.value = draft.base;
      }
      document.querySelector(".draft-kept").hidden = false;
      area.dispatchEvent(new Event("input", { bubbles: true }));
    }
  }

  function answered() {
    var area = editor();
    if (document.querySelector("#messages .ui-messages-error")) {
      write(SENT, null);
    }
    if (area && saves !== null && area.closest(".editor").dataset.saves !== saves) {
      saves = area.closest(".editor").dataset.saves;
      write(key(), null);
    }
  }

  document.addEventListener("input", function (event) {
    if (event.target === editor()) {
      keep(event.target);
    }
  });

  // Before anything else hears of it: sending leaves the page.
  document.addEventListener("click", function (event) {
    if (event.target.closest("#create")) {
      write(SENT, key());
    } else if (event.target.closest("[data-draft-discard]")) {
      write(key(), null);
      location.reload();
    }
  }, true);

  document.addEventListener("DOMContentLoaded", function () {
    take();
    if (window.jQuery) {
      window.jQuery(document).on("pfAjaxComplete", answered);
    }
  });
})();
