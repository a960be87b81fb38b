// Suggestions below a search box, as the ARIA combobox pattern has them. It is loaded when the box
// is first used; without it the box is a plain one.
for (const box of document.querySelectorAll("input[data-suggest]")) {
  const form = box.form;
  const kinds = JSON.parse(box.dataset.kinds);
  document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href: box.dataset.style }));
  const list = document.createElement("ul");
  list.id = `${box.id}-list`;
  list.className = "suggest";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", box.dataset.label);
  box.after(list);
  for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"], ["aria-controls", list.id]]) {
    box.setAttribute(name, value);
  }
  let found = [];
  let at = -1;
  let asked = 0;
  let waiting;

  const close = () => {
    clearTimeout(waiting);
    asked += 1;
    at = -1;
    list.hidden = true;
    box.setAttribute("aria-expanded", "false");
    box.removeAttribute("aria-activedescendant");
  };
  const mark = (place) => {
    at = place;
    [...list.children].forEach((one, n) => one.setAttribute("aria-selected", String(n === at)));
    if (at < 0) return box.removeAttribute("aria-activedescendant");
    box.setAttribute("aria-activedescendant", list.children[at].id);
    list.children[at].scrollIntoView({ block: "nearest" });
  };
  const take = (one) => {
    close();
    box.value = one.query;
    if (!one.filter) return box.focus();
    const chosen = document.createElement("input");
    Object.assign(chosen, { type: "hidden", name: one.filter.field, value: one.filter.value });
    form.append(chosen);
    form.requestSubmit();
  };
  const piece = (text) => Object.assign(document.createElement("span"), { textContent: text });
  const show = (suggestions) => {
    found = suggestions;
    list.replaceChildren(...found.map((one, n) => {
      const item = document.createElement("li");
      item.id = `${list.id}-${n}`;
      item.setAttribute("role", "option");
      item.setAttribute("aria-selected", "false");
      const [kind, many, single] = kinds[one.kind];
      const unit = one.count === 1 ? single : many;
      item.append(one.label, piece([kind, one.detail].filter(Boolean).join(" · ")), piece(`${one.count.toLocaleString()} ${unit}`));
      item.addEventListener("pointerdown", (event) => { event.preventDefault(); take(one); });
      return item;
    }));
    at = -1;
    box.removeAttribute("aria-activedescendant");
    list.hidden = !found.length;
    box.setAttribute("aria-expanded", String(!list.hidden));
  };
  const ask = async () => {
    const mine = (asked += 1);
    const address = new URL(box.dataset.suggest, location.href);
    address.searchParams.delete("lang");
    address.searchParams.set("q", box.value);
    try {
      const answer = await fetch(address, { headers: { Accept: "application/json" } });
      if (answer.ok && mine === asked) show((await answer.json()).suggestions);
    } catch { /* no suggestions then */ }
  };
  box.addEventListener("input", (event) => {
    clearTimeout(waiting);
    if (event.isComposing) return;
    if (box.value.trim() && box.value.length <= 200) waiting = setTimeout(ask, 150); else close();
  });
  box.addEventListener("compositionend", () => { clearTimeout(waiting); waiting = setTimeout(ask, 150); });
  box.addEventListener("blur", close);
  box.addEventListener("keydown", (event) => {
    if (event.isComposing || list.hidden) return;
    const last = found.length - 1;
    if (event.key === "ArrowDown") mark(at >= last ? -1 : at + 1);
    else if (event.key === "ArrowUp") mark(at < 0 ? last : at - 1);
    else if (event.key === "Escape") close();
    else if (event.key === "Enter" && at >= 0) take(found[at]);
    else return;
    event.preventDefault();
  });
  // This file comes when the box is first used: something may have been typed before it was here.
  if (document.activeElement === box && box.value.trim() && box.value !== box.defaultValue) ask();
}
