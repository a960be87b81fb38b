// Comfort only: a match that the address names is where the keys go on from, and a place in the
// source is shown whole.
"use strict";
(() => {
  document.documentElement.classList.add("js");

  const arrive = () => {
    const id = decodeURIComponent(location.hash.slice(1));
    const named = document.getElementById(id);
    if (named?.matches("[data-hit]")) {
      named.tabIndex = -1;
      named.focus({ preventScroll: true });
    }
    // A figure may stand at several places of the text; the address names only the first.
    document.querySelectorAll(".fig.current").forEach((one) => one.classList.remove("current"));
    if (!id.startsWith("f-")) return;
    const key = CSS.escape(id.slice(2));
    document.querySelectorAll(`.fig[data-figures~="${key}"]`).forEach((one) => one.classList.add("current"));
  };
  addEventListener("hashchange", arrive);
  arrive();
})();
