(function () {
  "use strict";
  var root = document.documentElement;

  function keep(key, value) {
    try {
      localStorage.setItem(key, value);
    } catch (e) {
      // Storage may be forbidden: the choice then holds for this page.
    }
  }

  function isDark() {
    return root.dataset.theme
      ? root.dataset.theme === "dark"
      : matchMedia("(prefers-color-scheme: dark)").matches;
  }

  function toggleTheme() {
    root.dataset.theme = isDark() ? "light" : "dark";
    keep("whittle-theme", root.dataset.theme);
  }

  function toggleFold() {
    var icons = root.dataset.nav === "icons";
    root.dataset.nav = icons ? "full" : "icons";
    keep("whittle-nav", root.dataset.nav);
  }

  function setDrawer(open) {
    root.classList.toggle("drawer-open", open);
    var button = document.querySelector("[data-drawer]");
    if (button) {
      button.setAttribute("aria-expanded", String(open));
    }
  }

  function copy(button) {
    var text = button.dataset.copy || document.getElementById(button.dataset.copyFrom).textContent;
    var done = function () {
      button.classList.add("copied");
      setTimeout(function () { button.classList.remove("copied"); }, 1500);
    };
    if (navigator.clipboard) {
      navigator.clipboard.writeText(text).then(done);
      return;
    }
    // Without a secure origin there is no clipboard object; selecting still works.
    var area = document.createElement("textarea");
    area.value = text;
    document.body.appendChild(area);
    area.select();
    document.execCommand("copy");
    area.remove();
    done();
  }

  function localTimes(within) {
    within.querySelectorAll("time.when[datetime]").forEach(function (time) {
      var at = new Date(time.getAttribute("datetime"));
      if (!isNaN(at)) {
        time.title = at.toLocaleString(root.lang, { dateStyle: "medium", timeStyle: "long" });
      }
    });
  }

  // Editors: a gutter with line numbers that scrolls along, and Tab that indents.
  function editors(within) {
    within.querySelectorAll(".editor textarea").forEach(function (area) {
      if (area.dataset.ready) {
        area.numberLines();
        return;
      }
      area.dataset.ready = "true";
      var gutter = area.closest(".editor").querySelector(".gutter");
      var number = function () {
        var lines = area.value.split("\n").length;
        var problems = document.querySelector(".problem-lines");
        var marks = (problems && problems.dataset.lines) || "";
        var marked = marks.split(",");
        if (gutter.childElementCount !== lines || gutter.dataset.marks !== marks) {
          gutter.dataset.marks = marks;
          gutter.replaceChildren();
          for (var i = 1; i <= lines; i++) {
            var line = document.createElement("span");
            line.textContent = i;
            line.classList.toggle("gutter-problem", marked.indexOf(String(i)) >= 0);
            gutter.appendChild(line);
          }
        }
        gutter.scrollTop = area.scrollTop;
      };
      area.numberLines = number;
      area.addEventListener("input", number);
      area.addEventListener("scroll", number);
      area.addEventListener("keydown", function (event) {
        if (event.key === "Tab" && !event.shiftKey && !event.ctrlKey && !event.altKey && area.dataset.tab !== "out") {
          event.preventDefault();
          area.setRangeText("  ", area.selectionStart, area.selectionEnd, "end");
          area.dispatchEvent(new Event("input", { bubbles: true }));
        } else if (event.key === "Escape") {
          area.dataset.tab = "out";
        }
      });
      area.addEventListener("focus", function () { area.dataset.tab = ""; });
      number();
    });
  }

  function goToLine(button) {
    var area = document.querySelector(".editor textarea");
    var line = Number(button.dataset.line);
    var column = Number(button.dataset.column);
    var start = area.value.split("\n").slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0);
    area.focus();
    area.setSelectionRange(start + Math.max(column - 1, 0), start + Math.max(column - 1, 0));
    area.scrollTop = Math.max(0, (line - 5) * 20);
  }

  // Preview as one types: the button that a person could press is pressed when typing pauses.
  var pause = 0;
  function preview(area) {
    clearTimeout(pause);
    pause = setTimeout(function () {
      var button = document.querySelector(".preview-now");
      if (button) {
        button.click();
      }
    }, 600);
    area.form.dataset.dirty = "true";
  }

  // Live jobs -----------------------------------------------------------------------------------

  var known = null;

  function showJob(job) {
    document.querySelectorAll('[data-job="' + job.id + '"]').forEach(function (line) {
      var share = job.total > 0 ? Math.min(100, Math.round((100 * job.done) / job.total)) : 0;
      var bar = line.querySelector(".progress-bar");
      bar.classList.toggle("progress-unmeasured", job.total <= 0 && job.state === "RUNNING");
      bar.setAttribute("aria-valuenow", String(share));
      bar.firstElementChild.style.width = share + "%";
      line.querySelector(".progress-stage").textContent = job.stage || job.message;
      line.querySelector(".progress-count").textContent =
        job.total > 0 ? job.done.toLocaleString(root.lang) + " / " + job.total.toLocaleString(root.lang) : "";
    });
  }

  // A job may end between the page and the first event.
  function showsEnded(jobs) {
    return [].some.call(document.querySelectorAll("[data-job]"), function (line) {
      return !jobs.some(function (job) { return String(job.id) === line.dataset.job; });
    });
  }

  function showJobs(jobs, live) {
    jobs.forEach(showJob);
    live.hidden = jobs.length === 0;
    live.querySelector("span").textContent =
      jobs.length === 1 ? live.dataset.liveOne : live.dataset.liveMany.replace("{0}", jobs.length);
    var ids = jobs.map(function (job) { return job.id + job.state; }).join();
    if (known === null ? showsEnded(jobs) : known !== ids) {
      // A job began or ended: what the page shows of it comes from the server, once.
      var refresh = document.querySelector(".refresh-jobs");
      if (refresh) {
        refresh.click();
      }
    }
    known = ids;
  }

  function listen() {
    var live = document.querySelector(".top-live");
    if (!live || !window.EventSource) {
      return;
    }
    var lost = 0;
    var stream = new EventSource(live.dataset.liveUrl);
    stream.addEventListener("jobs", function (event) {
      lost = 0;
      live.classList.remove("top-live-lost");
      showJobs(JSON.parse(event.data), live);
    });
    stream.onerror = function () {
      lost++;
      if (lost === 3) {
        live.hidden = false;
        live.classList.add("top-live-lost");
        live.querySelector("span").textContent = live.dataset.liveLost;
      }
    };
    addEventListener("pagehide", function () { stream.close(); });
  }

  // One listener each for the whole page: parts that are replaced later need none of their own.
  document.addEventListener("click", function (event) {
    var target = event.target.closest("[data-copy], [data-copy-from], [data-theme-toggle], [data-fold], [data-drawer], [data-drawer-close], [data-line]");
    document.querySelectorAll("details.menu[open]").forEach(function (menu) {
      if (!menu.contains(event.target)) {
        menu.open = false;
      }
    });
    if (!target) {
      return;
    }
    if ("copy" in target.dataset || "copyFrom" in target.dataset) {
      copy(target);
    } else if ("themeToggle" in target.dataset) {
      toggleTheme();
    } else if ("fold" in target.dataset) {
      toggleFold();
    } else if ("drawerClose" in target.dataset) {
      setDrawer(false);
    } else if ("drawer" in target.dataset) {
      setDrawer(!root.classList.contains("drawer-open"));
    } else {
      goToLine(target);
    }
  });

  document.addEventListener("keydown", function (event) {
    var typing = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName) || event.target.isContentEditable;
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      document.querySelector("[data-hotkey='/']").focus();
    } else if (event.key === "Escape") {
      setDrawer(false);
      document.querySelectorAll("details.menu[open]").forEach(function (menu) { menu.open = false; });
    }
  });

  document.addEventListener("input", function (event) {
    if (event.target.matches(".editor textarea")) {
      preview(event.target);
    }
  });

  document.addEventListener("change", function (event) {
    if (event.target.matches("[data-submit]")) {
      event.target.form.requestSubmit();
    }
  });

  // A form that is sent once is not sent twice.
  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (form.dataset.sent && form.method === "post") {
      event.preventDefault();
    }
    form.dataset.sent = "true";
    form.dataset.dirty = "";
    setTimeout(function () { form.dataset.sent = ""; }, 4000);
  });

  // After the browser's "back" a page from its memory would show old states.
  addEventListener("pageshow", function (event) {
    if (event.persisted) {
      location.reload();
    }
  });

  document.addEventListener("DOMContentLoaded", function () {
    localTimes(document);
    editors(document);
    listen();
    if (window.jQuery) {
      // PrimeFaces replaces parts of the page and tells so by jQuery.
      window.jQuery(document).on("pfAjaxComplete", function () {
        localTimes(document);
        editors(document);
      });
    }
  });
})();
