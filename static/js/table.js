// Ticks for many rows at once; a click anywhere on a row follows the row's first link.
function count(box) {
  const ticked = box.querySelectorAll("[data-select]:checked").length;
  for (const place of box.querySelectorAll("[data-selected-count]")) place.textContent = ticked;
  for (const button of box.querySelectorAll("[data-needs-selection]")) button.disabled = !ticked;
}

export function start(each) {
  each("[data-select-all]", (all) => {
    const box = all.closest("form") ?? all.closest("table");
    const ticks = () => [...box.querySelectorAll("[data-select]:not(:disabled)")];
    all.addEventListener("change", () => {
      for (const tick of ticks()) tick.checked = all.checked;
      count(box);
    });
    box.addEventListener("change", (event) => {
      if (!event.target.matches("[data-select]")) return;
      const ticked = ticks().filter((tick) => tick.checked).length;
      all.checked = ticked === ticks().length;
      all.indeterminate = ticked > 0 && !all.checked;
      count(box);
    });
    count(box);
  });
  each("table[data-rows]", (table) => {
    table.addEventListener("click", (event) => {
      if (event.target.closest("a, button, input, label, select, details") || getSelection().toString()) return;
      event.target.closest("tbody tr")?.querySelector("a[href]")?.click();
    });
  });
}
