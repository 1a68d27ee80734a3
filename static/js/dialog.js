// Native dialogs: data-dialog-open="id" opens, data-dialog-close or a click beside it closes.
export function start(each) {
  each("[data-dialog-open]", (opener) => {
    opener.addEventListener("click", (event) => {
      const dialog = document.getElementById(opener.dataset.dialogOpen);
      if (!dialog) return;
      event.preventDefault();
      dialog.showModal();
    });
  });
  each("dialog", (dialog) => {
    dialog.addEventListener("click", (event) => {
      if (event.target === dialog || event.target.closest("[data-dialog-close]")) dialog.close();
    });
    if ("dialogNow" in dialog.dataset) dialog.showModal();
  });
}
