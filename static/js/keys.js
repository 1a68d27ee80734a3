// data-key="a" on a button, link or field: the key presses or enters it, unless something is being typed.
export function start(each) {
  each("body", () => {
    document.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
      if (event.target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]")) return;
      const place = document.querySelector(`[data-key="${CSS.escape(event.key)}"]:not([disabled])`);
      if (!place) return;
      event.preventDefault();
      if (place.matches("input, textarea")) place.focus();
      else place.click();
    });
  });
}
