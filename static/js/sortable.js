// Order the rows of data-sortable="address" by their grip or with Alt and the arrow keys. Each row
// carries data-id; the address gets every id in its new order as `order`.
// Lists may lie in one another: a grip moves the row of its own list only.
const owns = (list, target) => target.closest("[data-sortable]") === list;
const items = (list) => [...list.children].filter((item) => item.dataset.id);

function say(words) {
  const place = document.querySelector("[data-said]") ?? Object.assign(document.createElement("div"), { className: "visually-hidden" });
  place.dataset.said = "";
  place.setAttribute("aria-live", "polite");
  document.body.append(place);
  place.textContent = words;
}

async function send(list, before, token) {
  const body = new URLSearchParams(items(list).map((item) => ["order", item.dataset.id]));
  const answer = await fetch(list.dataset.sortable, { method: "POST", body, headers: { "X-CSRFToken": token() } }).catch(() => null);
  if (answer?.ok) return;
  const focused = document.activeElement;
  list.append(...before);
  focused?.focus();
  const failed = document.getElementById("part-order-failed").content.firstElementChild.cloneNode(true);
  (list.closest(".card, table") ?? list).before(failed);
}

function byKeys(list, token) {
  list.addEventListener("keydown", (event) => {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    const item = items(list).find((each) => each.contains(event.target));
    if (!event.altKey || !step || !item || !owns(list, event.target)) return;
    event.preventDefault();
    const before = items(list);
    const other = before[before.indexOf(item) + step];
    if (!other) return;
    step > 0 ? other.after(item) : other.before(item);
    event.target.focus();
    say(`${document.getElementById("part-moved").content.textContent} ${items(list).indexOf(item) + 1}`);
    send(list, before, token);
  });
}

function byGrip(list, token) {
  list.addEventListener("pointerdown", (event) => {
    const grip = event.target.closest(".grip");
    const item = items(list).find((each) => grip && each.contains(grip));
    if (!item || !owns(list, grip)) return;
    const before = items(list);
    item.classList.add("is-moving");
    grip.setPointerCapture(event.pointerId);
    // The others move around the dragged row: taken out of the page it would lose the pointer.
    const middle = (other) => (({ top, bottom }) => (top + bottom) / 2)(other.getBoundingClientRect());
    const move = ({ clientY }) => {
      for (let next; (next = item.nextElementSibling) && clientY > middle(next); ) item.before(next);
      for (let last; (last = item.previousElementSibling) && clientY < middle(last); ) item.after(last);
    };
    const drop = () => {
      item.classList.remove("is-moving");
      grip.removeEventListener("pointermove", move);
      if (before.some((each, index) => each !== items(list)[index])) send(list, before, token);
    };
    grip.addEventListener("pointermove", move);
    grip.addEventListener("lostpointercapture", drop, { once: true });
  });
}

export function start(each, { token }) {
  each("[data-sortable]", (list) => {
    list.classList.add("sortable");
    for (const grip of list.querySelectorAll(".grip")) grip.hidden = false;
    byKeys(list, token);
    byGrip(list, token);
  });
}
