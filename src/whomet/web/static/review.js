// The keys of the review queue. Every answer is a form of its own, so nothing here is needed to decide.
"use strict";

(() => {
  const items = [...document.querySelectorAll("#queue > li[tabindex]")];
  if (!items.length) return;
  let at = Math.max(0, items.findIndex((item) => `#${item.id}` === location.hash));

  function go(to) {
    at = Math.min(Math.max(to, 0), items.length - 1);
    items[at].focus({ preventScroll: true });
    items[at].scrollIntoView({ block: "start" });
  }

  document.addEventListener("focusin", (event) => {
    const item = event.target.closest("#queue > li");
    if (item) at = items.indexOf(item);
  });

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || writing(event.target)) return;
    const inside = items.includes(document.activeElement?.closest("#queue > li"));
    if (event.key === "j") go(inside ? at + 1 : at);
    else if (event.key === "k") go(inside ? at - 1 : at);
    else if (event.key === "o") items[at].querySelector("a")?.click();
    else {
      const own = inside || event.key !== "u" ? items[at].querySelector(`button[data-key="${CSS.escape(event.key)}"]`) : null;
      const button = own ?? (event.key === "u" ? document.getElementById("undo-last") : null);
      if (!button) return;
      button.click();
    }
    event.preventDefault();
  });

  if (location.hash.startsWith("#q")) go(at);
})();
