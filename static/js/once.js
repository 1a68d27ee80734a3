// A form is sent once: its buttons rest from the first submit until the page is left or shown again.
function rest(form, resting) {
  for (const button of form.querySelectorAll("button:not([type=button])")) {
    button.disabled = resting;
    button.toggleAttribute("data-busy", resting);
  }
}

export function start(each) {
  each("form", (form) => {
    if (form.method !== "post" || form.hasAttribute("hx-post") || form.hasAttribute("data-often")) return;
    form.addEventListener("submit", (event) => {
      // After the event, or the pressed button's own name would not be sent.
      setTimeout(() => event.defaultPrevented || rest(form, true));
    });
    window.addEventListener("pageshow", (event) => event.persisted && rest(form, false));
  });
}
