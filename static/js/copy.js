// A button beside a field whose text it copies; without https there is no clipboard but the old way.
async function copy(field) {
  if (navigator.clipboard) return navigator.clipboard.writeText(field.value);
  field.select();
  if (!document.execCommand("copy")) throw new Error("not copied");
}

export function start(each) {
  each("[data-copy-field]", (box) => {
    const field = box.querySelector("input");
    const button = box.querySelector("[data-copy-now]");
    const say = (how) => (box.querySelector("[data-copy-said]").textContent = box.querySelector(`[data-said="${how}"]`).content.textContent);
    const failed = () => {
      field.select();
      say("failed");
    };
    button.hidden = false;
    field.addEventListener("focus", () => field.select());
    button.addEventListener("click", () => copy(field).then(() => say("done"), failed));
  });
}
