// Comfort only: keys n and p step through the matches, and a place in the source is shown whole.
"use strict";
(() => {
  document.documentElement.classList.add("js");
  const matches = [...document.querySelectorAll("mark[id^=m]")];
  let at = -1;

  const step = (by) => {
    if (!matches.length) return;
    matches[at]?.classList.remove("current");
    at = (at + by + matches.length) % matches.length;
    const mark = matches[at];
    mark.classList.add("current");
    mark.tabIndex = -1;
    mark.focus({ preventScroll: true });
    mark.scrollIntoView({ block: "center" });
    history.replaceState(null, "", `#${mark.id}`);
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, select, textarea, [contenteditable]")) return;
    if (event.key === "n") step(1);
    else if (event.key === "p") step(at < 0 ? 0 : -1);
  });

  // A figure may stand at several places of the text; the address names only the first.
  const whole = () => {
    const id = decodeURIComponent(location.hash.slice(1));
    document.querySelectorAll(".fig.current").forEach((one) => one.classList.remove("current"));
    const found = matches.findIndex((mark) => mark.id === id);
    if (found >= 0) {
      matches[at]?.classList.remove("current");
      at = found;
    }
    if (!id.startsWith("f-")) return;
    const key = CSS.escape(id.slice(2));
    document.querySelectorAll(`.fig[data-figures~="${key}"]`).forEach((one) => one.classList.add("current"));
  };
  addEventListener("hashchange", whole);
  whole();
})();
