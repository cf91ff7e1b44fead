// Copies the selected words with their source. Offsets are code points of the article's text: JavaScript counts UTF-16
// units, so what stands before the selection is counted character by character.
"use strict";

(() => {
  const button = document.getElementById("cite");
  const article = document.getElementById("article");
  const told = document.getElementById("cited");
  if (!button || !article || !navigator.clipboard) return;

  function offset(node, inside) {
    const piece = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest("[data-start]");
    if (!piece) return null;
    const before = document.createRange();
    before.selectNodeContents(piece);
    before.setEnd(node, inside);
    return Number(piece.dataset.start) + Array.from(before.toString()).length;
  }

  function selected() {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    if (!article.contains(range.commonAncestorContainer)) return null;
    const start = offset(range.startContainer, range.startOffset);
    const end = offset(range.endContainer, range.endOffset);
    return start === null || end === null || end <= start ? null : { start, end, text: range.toString().trim() };
  }

  document.addEventListener("selectionchange", () => {
    button.hidden = selected() === null;
  });

  button.addEventListener("click", async () => {
    const found = selected();
    if (!found) return;
    const address = new URL(location.href);
    address.search = `?mark=${found.start}-${found.end}`;
    address.hash = `c${found.start}-${found.end}`;
    const source = [button.dataset.outlet, button.dataset.published].filter(Boolean).join(", ");
    const place = `${button.dataset.file}, ${found.start}–${found.end}`;
    await navigator.clipboard.writeText(`“${found.text}”\n${source} (${place})\n${address}`);
    told.textContent = button.dataset.done;
  });
})();
