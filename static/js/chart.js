// Pointing at a day shows its line of the table behind the chart; the numbers are written once.
function line(name, number) {
  const row = document.createElement("span");
  const value = document.createElement("i");
  value.textContent = number;
  row.append(name, value);
  return row;
}

export function start(each) {
  each("[data-chart]", (chart) => {
    const tip = chart.querySelector("[data-chart-tip]");
    const area = tip.parentElement;
    const names = [...chart.querySelectorAll("thead th")].map((cell) => cell.textContent);
    const rows = chart.querySelectorAll("tbody tr");
    let shown = null;

    function hide() {
      shown?.classList.remove("is-on");
      shown = null;
      tip.hidden = true;
    }

    function show(spot) {
      if (spot === shown) return;
      hide();
      shown = spot;
      spot.classList.add("is-on");
      const [label, ...cells] = rows[spot.dataset.row].children;
      const head = document.createElement("b");
      head.textContent = label.textContent;
      tip.replaceChildren(head, ...cells.map((cell, place) => line(names[place + 1], cell.textContent)));
      tip.hidden = false;
      const whole = area.getBoundingClientRect();
      const day = spot.getBoundingClientRect();
      const right = day.right - whole.left + 8;
      const left = day.left - whole.left - tip.offsetWidth - 8;
      tip.style.left = `${right + tip.offsetWidth <= whole.width ? right : Math.max(left, 0)}px`;
    }

    chart.addEventListener("pointerover", (event) => {
      const spot = event.target.closest(".spot");
      if (spot) show(spot);
    });
    area.addEventListener("pointerleave", hide);
    chart.addEventListener("keydown", (event) => {
      if (event.key === "Escape") hide();
    });
  });
}
