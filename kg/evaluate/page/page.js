// Filters the facts and shows the passage of the one that is pointed at.
"use strict";
(() => {
  const checked = (name) => new Set([...document.querySelectorAll(`input[name=${name}]:checked`)].map(({ value }) => value));
  const filter = () => {
    const verdicts = checked("verdict");
    const layers = checked("layer");
    for (const row of document.querySelectorAll("tr[data-verdict]")) row.hidden = !verdicts.has(row.dataset.verdict);
    for (const body of document.querySelectorAll("tbody[data-layer]")) body.hidden = !layers.has(body.dataset.layer) || !body.querySelector("tr[data-verdict]:not([hidden])");
  };
  for (const box of document.querySelectorAll("input")) {
    box.checked = true;
    box.addEventListener("change", filter);
  }
  filter();
  const point = (row, scroll) => {
    document.querySelectorAll("mark.shown").forEach((mark) => mark.classList.remove("shown"));
    if (!row) return;
    const marks = [...row.closest("section").querySelectorAll("mark")].filter((mark) => mark.dataset.facts.split(" ").includes(row.dataset.fact));
    marks.forEach((mark) => mark.classList.add("shown"));
    if (scroll && marks.length) marks[0].scrollIntoView({ block: "nearest" });
  };
  for (const row of document.querySelectorAll("tr[data-fact]")) {
    row.addEventListener("mouseenter", () => point(row, false));
    row.addEventListener("focus", () => point(row, true));
    row.addEventListener("click", () => point(row, true));
  }
})();
