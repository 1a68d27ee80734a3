// / search, j k rows, Enter opens, x ticks, ? shows the keys. Silent while something is being typed.
let here = null;

function rows() {
  return [...document.querySelectorAll("[data-rows] > tbody > tr, [data-rows] > li, [data-row]")];
}

function go(step) {
  const all = rows();
  if (!all.length) return;
  const at = all.indexOf(here);
  here?.classList.remove("is-here");
  here = all[Math.min(Math.max(at + step, 0), all.length - 1)];
  here.classList.add("is-here");
  here.scrollIntoView({ block: "nearest" });
  (here.querySelector("a[href]") ?? here.querySelector("button") ?? here).focus({ preventScroll: true });
}

const keys = {
  "/": () => document.querySelector("[type=search]:not([disabled])")?.focus(),
  j: () => go(1),
  k: () => go(-1),
  x: () => here?.querySelector("[type=checkbox]")?.click(),
  "?": () => document.getElementById("keys")?.showModal(),
};

export function start(each) {
  each("body", () => {
    document.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
      if (event.target.closest("input, textarea, select, [contenteditable]")) return;
      const act = keys[event.key];
      if (!act) return;
      event.preventDefault();
      act();
    });
  });
}
