// Draws the table of pairs as a network. The table stays: it says the same to those who do not see the picture.
"use strict";

(() => {
  const svg = document.getElementById("graph");
  const table = document.getElementById("edges");
  if (!svg || !table || !window.d3) return;
  const WIDTH = 960, HEIGHT = 620, MARGIN = 30;
  const SVG = "http://www.w3.org/2000/svg";
  const nodes = new Map();
  const links = [];

  function node(id, cell) {
    if (!nodes.has(id)) {
      const link = cell.querySelector("a");
      nodes.set(id, { id, label: link.textContent, href: link.getAttribute("href"), type: id.split(":")[0], degree: 0 });
    }
    return nodes.get(id);
  }

  for (const row of table.tBodies[0].rows) {
    const weight = Number(row.dataset.weight);
    const source = node(row.dataset.left, row.cells[0]);
    const target = node(row.dataset.right, row.cells[1]);
    source.degree += weight;
    target.degree += weight;
    links.push({ source, target, weight });
  }

  function element(name, attributes, parent) {
    const made = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    parent.append(made);
    return made;
  }

  const all = [...nodes.values()];
  const radius = (one) => 5 + 2.2 * Math.sqrt(one.degree);
  // the same numbers give the same picture: d3-force begins with a spiral and draws no lots
  d3.forceSimulation(all)
    .force("link", d3.forceLink(links).distance(70).strength((one) => Math.min(1, 0.25 + 0.15 * one.weight)))
    .force("charge", d3.forceManyBody().strength(-220).distanceMax(320))
    .force("apart", d3.forceCollide().radius((one) => radius(one) + 14))
    .force("x", d3.forceX(0).strength(0.12))
    .force("y", d3.forceY(0).strength(0.16))
    .stop()
    .tick(300);

  // fitted into the frame
  const xs = all.map((one) => one.x), ys = all.map((one) => one.y);
  const left = Math.min(...xs), right = Math.max(...xs), top = Math.min(...ys), bottom = Math.max(...ys);
  const LABEL = 110;
  const wider = Math.min((WIDTH - 2 * MARGIN - LABEL) / (right - left || 1), 3);
  const higher = Math.min((HEIGHT - 2 * MARGIN) / (bottom - top || 1), 2);
  for (const one of all) {
    one.x = (WIDTH - LABEL) / 2 + (one.x - (left + right) / 2) * wider;
    one.y = HEIGHT / 2 + (one.y - (top + bottom) / 2) * higher;
  }

  const lines = links.map((one) =>
    element("line", { x1: one.source.x, y1: one.source.y, x2: one.target.x, y2: one.target.y, "stroke-width": 1 + 1.4 * (one.weight - 1) }, svg));
  const dots = element("g", {}, svg);
  const names = element("g", { "aria-hidden": "true", class: "names" }, svg);
  const drawn = new Map();
  for (const one of all.sort((a, b) => b.degree - a.degree)) {
    const link = element("a", { href: one.href, class: one.type, "aria-label": `${one.label}: ${one.degree} ${svg.dataset.meetings}` }, dots);
    element("circle", { cx: one.x, cy: one.y, r: radius(one) }, link);
    // a name that would leave the frame stands before its dot
    const letters = Array.from(one.label);
    const shown = letters.length > 26 ? `${letters.slice(0, 25).join("")}…` : one.label;
    const beside = radius(one) + 3;
    const before = one.x + beside + 7 * shown.length > WIDTH;
    const text = element("text", { x: before ? one.x - beside : one.x + beside, y: one.y + 4, "text-anchor": before ? "end" : "start" }, names);
    text.textContent = shown;
    drawn.set(one, [link, text]);
    for (const [event, on] of [["pointerenter", true], ["pointerleave", false], ["focus", true], ["blur", false]]) {
      link.addEventListener(event, () => show(one, on));
    }
  }

  function show(one, on) {
    const near = new Set([one]);
    links.forEach((link, number) => {
      const touches = link.source === one || link.target === one;
      if (touches) near.add(link.source).add(link.target);
      lines[number].classList.toggle("near", on && touches);
      lines[number].classList.toggle("far", on && !touches);
    });
    for (const [other, parts] of drawn) for (const part of parts) part.classList.toggle("far", on && !near.has(other));
  }
})();
