// Comfort only: every page is whole without this file.
"use strict";
(() => {
  const keys = document.getElementById("keys");
  const boxes = () => [...document.querySelectorAll("input[name=q][type=search]")];
  const stops = () => [...document.querySelectorAll("[data-hit]")];

  const show = () => { if (!keys.open) keys.showModal(); };
  const focusBox = () => {
    const box = boxes().find((one) => one.closest("main")) || boxes()[0];
    if (box) { box.focus(); box.select(); }
  };
  // From the place that the address names, or from the start.
  const nearest = (all, by) => {
    const place = document.querySelector(":target");
    const after = (one) => place.compareDocumentPosition(one) & 4;
    return (place && (by > 0 ? all.find(after) : all.findLast((one) => !after(one)))) || all.at(by > 0 ? 0 : -1);
  };
  const step = (by) => {
    const all = stops();
    if (!all.length) return;
    const at = all.indexOf(document.activeElement);
    const next = at < 0 ? nearest(all, by) : all[Math.min(all.length - 1, Math.max(0, at + by))];
    if (next.tabIndex < 0) next.setAttribute("tabindex", "-1");
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "center" });
  };
  const DOES = { "/": focusBox, "?": show, n: () => step(1), j: () => step(1), p: () => step(-1), k: () => step(-1) };

  const writing = (target) => target.matches("textarea, select, input:not([type=checkbox], [type=radio])") || target.isContentEditable;
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (writing(event.target) || keys.open || !Object.hasOwn(DOES, event.key)) return;
    event.preventDefault();
    DOES[event.key]();
  });
  for (const button of document.querySelectorAll("[data-keys]")) {
    button.hidden = false;
    button.addEventListener("click", show);
  }
  for (const box of document.querySelectorAll("input[data-script]")) {
    box.addEventListener("focus", () => import(box.dataset.script), { once: true });
  }
  keys.querySelector("button").addEventListener("click", () => keys.close());
})();
