// Every page works without this file. It adds the switch between light and
// dark, a copy button on code, and the mark in the table of contents of the
// section that is being read. Words come from the page: data attributes.
(function () {
  "use strict";
  const root = document.documentElement;
  const systemDark = matchMedia("(prefers-color-scheme: dark)");

  function isDark() {
    return root.dataset.theme ? root.dataset.theme === "dark" : systemDark.matches;
  }

  // The button says what it will do. A choice that equals the system's is
  // forgotten, so that the page follows the system again.
  function themeSwitch(button) {
    const words = button.querySelector("span");
    const tell = () => { words.textContent = isDark() ? button.dataset.light : button.dataset.dark; };
    button.addEventListener("click", () => {
      const dark = !isDark();
      const followsSystem = dark === systemDark.matches;
      if (followsSystem) delete root.dataset.theme;
      else root.dataset.theme = dark ? "dark" : "light";
      try {
        if (followsSystem) localStorage.removeItem("kvartal-theme");
        else localStorage.setItem("kvartal-theme", root.dataset.theme);
      } catch (blocked) { /* the choice holds for this page */ }
      tell();
    });
    systemDark.addEventListener("change", tell);
    tell();
  }

  // The menu is a popover on a narrow window only; turning the tablet must
  // not leave it lying over the page.
  function menuPopover(menu) {
    matchMedia("(min-width: 72rem)").addEventListener("change", () => {
      if (menu.matches(":popover-open")) menu.hidePopover();
    });
  }

  // Brings the current page into view in a long menu, without moving the page.
  function showCurrent(menu) {
    const link = menu.querySelector("[aria-current]");
    if (link && menu.scrollHeight > menu.clientHeight) {
      menu.scrollTop = link.offsetTop - menu.clientHeight / 2;
    }
  }

  // Puts a button on code. What it did is told to screen readers by status,
  // one for the page; where the browser refuses, the code is selected instead.
  function copyButton(pre, words, status) {
    const box = document.createElement("div");
    box.className = "code";
    pre.replaceWith(box);
    const button = document.createElement("button");
    button.type = "button";
    button.className = "tool copy";
    button.textContent = words.copy;
    const say = (shown, told) => {
      button.textContent = shown;
      status.textContent = told;
    };
    button.addEventListener("click", async () => {
      const code = pre.querySelector("code");
      try {
        await navigator.clipboard.writeText(code.textContent);
        say(words.copied, words.copied);
        setTimeout(() => say(words.copy, ""), 2000);
      } catch (refused) {
        getSelection().selectAllChildren(code);
      }
    });
    box.append(pre, button);
  }

  function copyButtons(main) {
    const codes = main.querySelectorAll("pre.chroma");
    if (!codes.length || !navigator.clipboard) return;
    const status = document.createElement("p");
    status.className = "hidden";
    status.setAttribute("role", "status");
    main.append(status);
    codes.forEach((pre) => copyButton(pre, main.dataset, status));
  }

  // The section being read is the last whose heading has passed the top
  // third of the window.
  function followReading(toc) {
    const links = [...toc.querySelectorAll("a")];
    const headings = links.map((a) => document.getElementById(decodeURIComponent(a.hash.slice(1))));
    let waiting = false;
    const mark = () => {
      waiting = false;
      let at = -1;
      headings.forEach((h, i) => { if (h && h.getBoundingClientRect().top < innerHeight / 3) at = i; });
      links.forEach((a, i) => { a.classList.toggle("reading", i === at); });
    };
    addEventListener("scroll", () => {
      if (!waiting) requestAnimationFrame(mark);
      waiting = true;
    }, { passive: true });
    mark();
  }

  const button = document.querySelector(".theme-switch");
  if (button) themeSwitch(button);
  const menu = document.getElementById("k-menu");
  if (menu) {
    menuPopover(menu);
    showCurrent(menu);
  }
  copyButtons(document.getElementById("k-main"));
  const toc = document.querySelector(".toc-side");
  if (toc) followReading(toc);
})();
