"use strict";
// The report is whole without this script; it adds filters, the card beside the text, and unfolding.
(() => {
  const all = (selector) => [...document.querySelectorAll(selector)];
  const form = document.getElementById("filters");
  const card = document.getElementById("card");
  const entries = all("#voices .entry");
  const references = all("[data-of]");
  const passages = all(".said").map((element) => ({ element, ids: element.dataset.s.split(" "), lanes: [...element.classList].slice(1) }));
  const chips = all(".text .chip");
  const wrappers = all(".speaker, #causes .reasoning");
  let hidden = new Set();
  let opener = null;

  function filter() {
    const wanted = new FormData(form);
    const passes = (value, name) => !wanted.get(name) || wanted.get(name) === value;
    hidden = new Set();
    for (const entry of entries) {
      const { v, k, f } = entry.dataset;
      const shown = passes(v, "voice") && passes(k, "kind") && passes(f, "factuality");
      if (!shown) hidden.add(entry.id.slice(2));
      entry.classList.toggle("off", !shown);
    }
    for (const element of references) element.classList.toggle("off", element.dataset.of.split(" ").every((id) => hidden.has(id)));
    for (const chip of chips) chip.classList.toggle("off", hidden.has(chip.id.slice(2)));
    for (const { element, ids, lanes } of passages) ids.forEach((id, at) => element.classList.toggle(lanes[at], !hidden.has(id) || ids.some((other, beside) => lanes[beside] === lanes[at] && !hidden.has(other))));
    for (const heading of all("#voices h4")) heading.classList.toggle("off", !heading.nextElementSibling.querySelector(".entry:not(.off)"));
    for (const wrapper of wrappers) wrapper.classList.toggle("off", !wrapper.querySelector(".entry:not(.off), tbody tr:not(.off)"));
    document.getElementById("shown").value = `${entries.length - hidden.size} of ${entries.length} statements`;
    close();
  }

  function unfold(element) {
    for (let around = element; around; around = around.parentElement) if (around.tagName === "DETAILS") around.open = true;
  }

  function light(ids) {
    for (const element of all(".lit")) element.classList.remove("lit");
    for (const id of ids) {
      for (const { element } of passages.filter((passage) => passage.ids.includes(id))) element.classList.add("lit");
      document.getElementById(`w-${id}`)?.classList.add("lit");
    }
  }

  function show(ids, from) {
    ids = ids.filter((id) => !hidden.has(id));
    if (!ids.length) return;
    const body = card.lastElementChild;
    body.replaceChildren();
    for (const id of ids) {
      const entry = document.getElementById(`s-${id}`);
      const heading = entry.closest(".speaker").querySelector("h3").cloneNode(true);
      const copy = document.createElement("div");
      copy.className = "entry";
      for (const node of entry.childNodes) copy.append(node.cloneNode(true));
      const link = document.createElement("a");
      link.href = `#s-${id}`;
      link.textContent = "all that this voice says";
      copy.append(link);
      body.append(heading, copy);
    }
    card.hidden = false;
    opener = from;
    light(ids);
    card.focus({ preventScroll: true });
  }

  function close() {
    card.hidden = true;
    light([]);
    opener?.focus?.({ preventScroll: true });
    opener = null;
  }

  function arrive() {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    unfold(target);
    target.scrollIntoView({ block: "center" });
    if (location.hash.startsWith("#w-")) {
      light([target.id.slice(2)]);
      target.focus({ preventScroll: true });
    } else if (location.hash.startsWith("#s-")) {
      target.tabIndex = -1;
      target.focus({ preventScroll: true });
    }
  }

  document.addEventListener("click", (event) => {
    const chip = event.target.closest(".text .chip, .said");
    if (chip && String(getSelection())) return;
    if (chip) {
      event.preventDefault();
      show(chip.dataset.s ? chip.dataset.s.split(" ") : [chip.id.slice(2)], chip);
      return;
    }
    const link = event.target.closest('a[href^="#"]');
    if (!link) return;
    if (card.contains(link)) { opener = null; close(); }
    if (link.hash === location.hash || link.getAttribute("href") === location.hash) arrive();
  });
  card.firstElementChild.addEventListener("click", close);
  document.addEventListener("keydown", (event) => { if (event.key === "Escape" && !card.hidden) close(); });
  addEventListener("hashchange", arrive);
  addEventListener("beforeprint", () => { for (const details of all("details")) details.open = true; });
  form.addEventListener("change", filter);
  form.addEventListener("reset", () => setTimeout(filter));
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;
  filter();
  arrive();
})();
