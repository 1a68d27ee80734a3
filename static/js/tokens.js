// Puts a figure where the cursor stands; without scripts the button sends the form and the figure comes to the end.
const params = { kind: "kind", day_from: "from", day_to: "to", unit: "unit" };

function put(form, text) {
  const area = form.querySelector("[data-token-target]");
  area.setRangeText(text, area.selectionStart, area.selectionEnd, "end");
  area.focus();
  area.dispatchEvent(new Event("input", { bubbles: true }));
}

function composed(form) {
  const value = (name) => form.querySelector(`[name="token-${name}"]`)?.value ?? "";
  if (!value("figure")) return "";
  const order = ["unit", "day_from", "day_to", "kind"].filter((name) => value(name));
  return `{{${[value("figure"), ...order.map((name) => `${params[name]}=${value(name)}`)].join("|")}}}`;
}

export function start(each) {
  each("form[data-tokens]", (form) => {
    form.addEventListener("click", (event) => {
      const button = event.target.closest("[data-token], [data-token-compose]");
      if (!button) return;
      const text = button.dataset.token ?? composed(form);
      event.preventDefault();
      if (text) put(form, text);
      else form.querySelector('[name="token-figure"]').focus();
    });
  });
}
