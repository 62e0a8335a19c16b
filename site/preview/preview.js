// Keeps a page of the preview up to date. The page knows the version that it was
// sent with (data-version, see version in version.go); the server tells the
// current one whenever it changes, and when the stream is opened, so that a page
// that was away catches up. Nothing of this is part of the published site.
(function () {
  "use strict";
  var script = document.currentScript;
  var at = script.dataset.at;
  var mine = JSON.parse(script.dataset.version);
  var whole = document.body.classList.contains("whole"); // a page of the preview's own
  var source = null, timer = 0, failures = 0;

  // The page is loaded again where it was scrolled to. A file that is being
  // written may be short for a moment: the place is kept until the page is long
  // enough again, or the reader goes elsewhere.

  var place = "kvartal-preview-place", wanted = null;
  function remember() {
    try {
      sessionStorage.setItem(place, JSON.stringify(wanted || { at: at, x: scrollX, y: scrollY }));
    } catch (blocked) {}
  }
  (function restore() {
    try {
      wanted = JSON.parse(sessionStorage.getItem(place));
      sessionStorage.removeItem(place);
    } catch (blocked) {}
    if (!wanted || wanted.at !== at) {
      wanted = null;
      return;
    }
    function scroll() {
      if (!wanted) return;
      scrollTo({ left: wanted.x, top: wanted.y, behavior: "instant" });
    }
    ["wheel", "keydown", "pointerdown", "touchstart"].forEach(function (kind) {
      addEventListener(kind, function () { wanted = null; }, { once: true, capture: true, passive: true });
    });
    scroll();
    addEventListener("load", function () {
      scroll();
      if (wanted && Math.abs(scrollY - wanted.y) < 2) wanted = null;
    }, { once: true });
  })();

  function reload() {
    close();
    remember();
    location.reload();
  }

  // A style sheet is swapped in place: the old one goes when the new one is there.

  function swap(path, digest) {
    var found = false;
    document.querySelectorAll('link[rel~="stylesheet"]').forEach(function (old) {
      var to = new URL(old.href, document.baseURI);
      if (old.dataset.kvartalOld !== undefined || to.origin !== location.origin || decode(to.pathname) !== path) return;
      found = true;
      var next = old.cloneNode();
      to.searchParams.set("preview", digest);
      next.href = to.href;
      next.onload = function () { old.remove(); };
      next.onerror = function () { next.remove(); delete old.dataset.kvartalOld; };
      old.dataset.kvartalOld = "";
      old.after(next);
    });
    return found;
  }

  function decode(path) {
    try {
      return decodeURIComponent(path);
    } catch (malformed) {
      return path;
    }
  }

  function update(now) {
    if (now.page !== mine.page || now.rest !== mine.rest) return reload();
    var styles = now.styles || {};
    for (var path in styles) {
      if (styles[path] === (mine.styles || {})[path]) continue;
      if (!swap(path, styles[path])) return reload();
    }
    mine = now;
  }

  // What stands over the page. It lives in a tree of its own, so that the page's
  // style sheets and scripts do not meet it.

  var root = null, hiddenBy = "kvartal-preview-hidden";
  function tree() {
    if (root) return root;
    var host = document.createElement("div");
    host.id = "kvartal-preview";
    document.body.append(host);
    root = host.attachShadow({ mode: "open" });
    var style = document.createElement("link");
    style.rel = "stylesheet";
    style.href = "/.kvartal/preview.css";
    host.hidden = true;
    host.style.display = "none"; // until it has its looks
    style.onload = function () { host.hidden = false; host.style.display = ""; };
    root.append(style, document.createElement("div"), document.createElement("div"));
    return root;
  }
  function panel() { return root && root.querySelector("details"); }

  function show(html) {
    if (whole) return; // it is loaded again when its version changes
    if (!html && !root) return;
    var open = html && !hidden(html);
    tree().children[1].innerHTML = html;
    var details = panel();
    if (!details) return;
    if (!open) details.open = false;
    details.addEventListener("toggle", function () {
      try {
        if (details.open) sessionStorage.removeItem(hiddenBy);
        else sessionStorage.setItem(hiddenBy, html);
      } catch (blocked) {}
    });
  }
  function hidden(html) {
    try {
      return sessionStorage.getItem(hiddenBy) === html;
    } catch (blocked) {
      return false;
    }
  }

  addEventListener("keydown", function (e) {
    var details = panel();
    if (e.key !== "Escape" || !details || !details.open) return;
    details.open = false;
    if (root.activeElement) details.querySelector("summary").focus();
    e.stopPropagation();
  }, true);

  function offline(is) {
    if (!is && !root) return;
    var note = tree().children[2];
    note.innerHTML = is ? '<p class="offline" role="status"></p>' : "";
    if (is) note.firstChild.textContent = script.dataset.offline;
  }

  // The stream. A browser has six connections to a server, so a page that nobody
  // sees has none.

  function open() {
    clearTimeout(timer);
    if (source || document.visibilityState === "hidden") return;
    source = new EventSource("/.kvartal/events?at=" + encodeURIComponent(at));
    source.onopen = function () { failures = 0; offline(false); };
    source.addEventListener("version", function (e) { update(JSON.parse(e.data)); });
    source.addEventListener("panel", function (e) { show(JSON.parse(e.data)); });
    source.onerror = function () { // it went away; some browsers would not try again
      close();
      if (++failures === 3) offline(true);
      timer = setTimeout(open, failures < 3 ? 300 : 1500);
    };
  }
  function close() {
    clearTimeout(timer);
    if (source) source.close();
    source = null;
  }

  document.addEventListener("visibilitychange", function () {
    if (document.visibilityState === "hidden") close();
    else open();
  });
  addEventListener("pagehide", close);
  addEventListener("pageshow", open);
  open();
})();
