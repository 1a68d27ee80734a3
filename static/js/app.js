// Loads a module when a page has something for it. Addresses come from the page, because their
// names carry a hash. Each module exports start(each): each(selector, fn) runs fn once per element.
const modules = JSON.parse(document.getElementById("app").dataset.modules);
const wanted = {
  bell: "[data-bell]",
  chart: "[data-chart]",
  copy: "[data-copy-field]",
  dialog: "[data-dialog-open], dialog",
  filters: "form[data-autosubmit]",
  keyboard: "body",
  keys: "[data-key]",
  mask: "[data-mask]",
  menu: "[data-menu], [data-tabs]",
  once: "form",
  photos: "[data-photos]",
  picker: "[data-picker]",
  place: "[data-place]",
  print: "[data-print]",
  receipt: "[data-receipt]",
  report: "form[data-report]",
  signature: "[data-signature]",
  sortable: "[data-sortable]",
  tokens: "form[data-tokens]",
  table: "[data-rows], [data-select-all]",
  visit: "[data-visit]",
  // Last: pickers, photos and boxes must listen before a draft is put back into them.
  draft: "form[data-draft], [data-draft-saved]",
};
const started = new WeakMap();

export function token() {
  return document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
}

function each(name, root) {
  return (selector, fn) => {
    const found = [...root.querySelectorAll(selector)];
    if (root.matches?.(selector)) found.unshift(root);
    for (const element of found) {
      const done = started.get(element) ?? new Set();
      if (done.has(name + selector)) continue;
      started.set(element, done.add(name + selector));
      fn(element);
    }
  };
}

async function start(root) {
  const names = Object.keys(wanted).filter((name) => root.querySelector(wanted[name]) || root.matches?.(wanted[name]));
  // Fetched side by side, begun in the order above.
  const loaded = await Promise.all(names.map((name) => import(modules[name])));
  loaded.forEach((module, index) => module.start(each(names[index], root), { token, load: (name) => import(modules[name]) }));
}

for (const button of document.querySelectorAll("[data-dismiss]")) button.hidden = false;
document.addEventListener("click", (event) => {
  event.target.closest?.("[data-dismiss]")?.closest(".alert").remove();
});
document.addEventListener("htmx:configRequest", (event) => {
  if (event.detail.verb !== "get") event.detail.headers["X-CSRFToken"] = token();
});
document.addEventListener("htmx:load", (event) => {
  if (event.detail.elt !== document.body) start(event.detail.elt);
});
document.querySelector("[data-focus]")?.focus();
start(document.body);
