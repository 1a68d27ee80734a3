// A filter form answers a choice at once and leaves empty fields out of the address.
export function start(each) {
  each("form[data-autosubmit]", (form) => {
    form.addEventListener("change", (event) => {
      if (event.target.closest("[data-several]")) return;
      if (event.target.matches("select, [type=checkbox], [type=radio]")) form.requestSubmit();
    });
    form.addEventListener("submit", () => {
      const empty = [...form.elements].filter((field) => field.name && !field.disabled && field.value === "");
      for (const field of empty) field.disabled = true;
      setTimeout(() => empty.forEach((field) => (field.disabled = false)));
    });
  });
  each("[data-several]", several);
  each("details[data-fold]", fold);
}

// Several ticks are one answer, given when their list closes: by a click elsewhere, Escape, or its own head.
function several(box) {
  const ticks = () => [...box.querySelectorAll(":checked")].map((tick) => tick.value).join();
  const before = ticks();
  box.addEventListener("toggle", () => {
    if (!box.open && ticks() !== before) box.closest("form").requestSubmit();
  });
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !box.open) return;
    box.open = false;
    box.querySelector("summary").focus();
  });
  document.addEventListener("click", (event) => {
    if (!box.contains(event.target)) box.open = false;
  });
}

// Open on a wide screen. On a phone the style sheet hides it from the start, so that nothing jumps.
function fold(box) {
  if (matchMedia("(max-width: 767.98px)").matches) box.open = false;
  box.removeAttribute("data-fold");
}
