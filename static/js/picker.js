// Find records by typing. Hits come by htmx; the chosen ones are chips with a hidden field.
function chip(picker, pk, label) {
  const made = document.getElementById("part-chip").content.firstElementChild.cloneNode(true);
  made.querySelector("span").textContent = label;
  const field = Object.assign(document.createElement("input"), { type: "hidden", name: picker.dataset.name, value: pk });
  made.querySelector("button").before(field);
  return made;
}

function choose(picker, pk, label) {
  const chosen = picker.querySelector(".picker-chosen");
  if (!("multiple" in picker.dataset)) chosen.replaceChildren();
  if (![...chosen.querySelectorAll("input")].some((field) => field.value === pk)) chosen.append(chip(picker, pk, label));
  const search = picker.querySelector("[type=search]");
  search.value = "";
  picker.querySelector(".picker-hits").replaceChildren();
  search.focus();
  picker.dispatchEvent(new Event("change", { bubbles: true }));
}

function walk(picker, event) {
  const hits = [...picker.querySelectorAll("[data-pick]")];
  const at = hits.findIndex((hit) => hit.classList.contains("is-here"));
  if (event.key === "Escape") return picker.querySelector(".picker-hits").replaceChildren();
  if (event.key === "Enter" && hits.length) {
    event.preventDefault();
    return hits[Math.max(at, 0)].click();
  }
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || !hits.length) return;
  event.preventDefault();
  hits[at]?.classList.remove("is-here");
  const next = hits[(at + step + hits.length) % hits.length];
  next.classList.add("is-here");
  next.scrollIntoView({ block: "nearest" });
}

export function start(each) {
  each("[data-picker]", (picker) => {
    const search = picker.querySelector("[type=search]");
    picker.addEventListener("htmx:configRequest", (event) => {
      event.detail.parameters.q = search.value;
    });
    picker.addEventListener("htmx:beforeRequest", (event) => {
      if (search.value.trim()) return;
      event.preventDefault();
      picker.querySelector(".picker-hits").replaceChildren();
    });
    picker.addEventListener("click", (event) => {
      const hit = event.target.closest("[data-pick]");
      if (hit) choose(picker, hit.dataset.pick, hit.dataset.label);
      const gone = event.target.closest(".chip button")?.closest(".chip");
      if (!gone) return;
      gone.remove();
      picker.dispatchEvent(new Event("change", { bubbles: true }));
    });
    search.addEventListener("keydown", (event) => walk(picker, event));
    picker.addEventListener("focusout", (event) => {
      if (!picker.contains(event.relatedTarget)) setTimeout(() => picker.querySelector(".picker-hits").replaceChildren(), 200);
    });
    picker.addEventListener("picker:set", (event) => {
      picker.querySelector(".picker-chosen").replaceChildren(...event.detail.map(([pk, label]) => chip(picker, pk, label)));
    });
  });
}
