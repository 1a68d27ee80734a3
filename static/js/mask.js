// Boxes over a picture, drawn, moved and resized by pointer or keys, kept as JSON in shares of its width
// and height. Without this script the same field takes them typed, one a line, in percent.
const LEAST = 0.01;
const STEP = 0.01;
const FRESH = { x: 0.4, y: 0.4, width: 0.2, height: 0.2 };
const arrows = { ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, -STEP], ArrowDown: [0, STEP] };
const between = (low, value, high) => Math.min(Math.max(value, low), high);
const rounded = (value) => Math.round(value * 10_000) / 10_000;

function onPicture({ x, y, width, height }) {
  const left = rounded(between(0, x, 1 - LEAST));
  const top = rounded(between(0, y, 1 - LEAST));
  return { x: left, y: top, width: rounded(between(LEAST, width, 1 - left)), height: rounded(between(LEAST, height, 1 - top)) };
}

function moved(box, right, down) {
  return onPicture({ ...box, x: between(0, box.x + right, 1 - box.width), y: between(0, box.y + down, 1 - box.height) });
}

function resized(box, wider, higher) {
  return onPicture({ ...box, width: box.width + wider, height: box.height + higher });
}

function spanned(from, to) {
  return onPicture({ x: Math.min(from.x, to.x), y: Math.min(from.y, to.y), width: Math.abs(to.x - from.x), height: Math.abs(to.y - from.y) });
}

// What the portal wrote (lines in percent) or a refused form sent back (JSON); what can't be read is left out.
function read(text) {
  const ofLine = (line) => line.split(/[\s,]+/).filter(Boolean).map((number) => Number(number) / 100);
  const named = ([x, y, width, height]) => ({ x, y, width, height });
  try {
    const found = text.trim().startsWith("[") ? JSON.parse(text) : text.split("\n").map(ofLine).map(named);
    return found.filter((box) => Object.values(box ?? {}).length === 4 && Object.values(box).every(Number.isFinite)).map(onPicture);
  } catch {
    return [];
  }
}

class Mask {
  items = [];

  constructor(root) {
    this.root = root;
    this.stage = this.part("stage");
    this.picture = this.stage.querySelector("img");
    this.text = root.querySelector("textarea");
    this.part("add").addEventListener("click", () => this.addFresh());
    this.stage.addEventListener("pointerdown", (event) => this.take(event));
    this.text.addEventListener("draft:restored", () => this.load());
    this.load();
    this.goLive();
  }

  part(name) {
    return this.root.querySelector(`[data-mask-${name}]`);
  }

  // The label and the list of errors point to the field; what they mean is now the picture.
  goLive() {
    this.stage.classList.add("is-live");
    this.stage.tabIndex = -1;
    for (const name of ["id", "aria-describedby"]) {
      if (this.text.hasAttribute(name)) this.stage.setAttribute(name, this.text.getAttribute(name));
      this.text.removeAttribute(name);
    }
    this.part("tools").hidden = false;
    this.part("text").hidden = true;
  }

  load() {
    for (const item of this.items) this.drop(item);
    this.items = [];
    for (const box of read(this.text.value)) this.add(box);
  }

  add(box) {
    const button = this.part("box").content.firstElementChild.cloneNode(true);
    const row = this.part("row").content.firstElementChild.cloneNode(true);
    const item = { box, button, row };
    button.addEventListener("keydown", (event) => this.press(item, event));
    row.querySelector("button").addEventListener("click", () => this.remove(item));
    this.stage.append(button);
    this.part("list").append(row);
    this.items.push(item);
    this.place(item, box);
    return item;
  }

  addFresh() {
    if (this.isFull()) return;
    // One exactly upon another would look as if nothing had come.
    const shift = (this.items.length % 8) * 0.04;
    this.add(moved(FRESH, shift, shift)).button.focus();
    this.save();
  }

  isFull() {
    const isFull = this.items.length >= Number(this.root.dataset.most);
    this.part("full").hidden = !isFull;
    return isFull;
  }

  place(item, box) {
    item.box = box;
    const percent = (value) => `${rounded(value * 100)}%`;
    Object.assign(item.button.style, { left: percent(box.x), top: percent(box.y), width: percent(box.width), height: percent(box.height) });
    this.name(item);
  }

  name(item) {
    const number = this.items.indexOf(item) + 1;
    item.words = this.root.dataset.words.replace(/{(\w+)}/g, (_all, side) => (side === "number" ? number : `${Math.round(item.box[side] * 100)}%`));
    item.button.setAttribute("aria-label", item.words);
    item.button.querySelector("b").textContent = number;
    item.row.querySelector("span").textContent = item.words;
  }

  drop(item) {
    item.button.remove();
    item.row.remove();
  }

  remove(item) {
    const at = this.items.indexOf(item);
    const wasInList = item.row.contains(document.activeElement);
    this.items.splice(at, 1);
    this.drop(item);
    this.items.forEach((other) => this.name(other));
    this.part("full").hidden = true;
    const next = this.items[at] ?? this.items.at(-1);
    (wasInList ? next?.row.querySelector("button") : next?.button ?? null)?.focus();
    if (!next) this.part("add").focus();
    this.save();
  }

  press(item, event) {
    if (event.key === "Delete" || event.key === "Backspace") {
      event.preventDefault();
      return this.remove(item);
    }
    const step = arrows[event.key];
    if (!step || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    this.place(item, (event.shiftKey ? resized : moved)(item.box, ...step));
    this.part("said").textContent = item.words;
    this.save();
  }

  at({ clientX, clientY }) {
    const { left, top, width, height } = this.picture.getBoundingClientRect();
    return { x: between(0, (clientX - left) / width, 1), y: between(0, (clientY - top) / height, 1) };
  }

  // From the first touch to the last: a new box, or one that is moved or pulled at its corner.
  take(event) {
    if (event.button || !event.isPrimary) return;
    const from = this.at(event);
    let item = this.items.find(({ button }) => button.contains(event.target));
    if (!item && this.isFull()) return;
    const before = item?.box;
    const change = event.target.closest(".mask-corner") ? resized : moved;
    this.stage.setPointerCapture(event.pointerId);
    const move = (next) => {
      const to = this.at(next);
      const [right, down] = [to.x - from.x, to.y - from.y];
      if (before) return this.place(item, change(before, right, down));
      // A tap is no box.
      if (!item && Math.max(Math.abs(right), Math.abs(down)) < LEAST) return;
      if (item) this.place(item, spanned(from, to));
      else item = this.add(spanned(from, to));
    };
    const watch = new AbortController();
    const end = ({ type }) => {
      watch.abort();
      if (type !== "pointerup") return this.undo(item, before);
      item?.button.focus({ preventScroll: true });
      if (item && item.box !== before) this.save();
    };
    for (const [name, act] of [["pointermove", move], ["pointerup", end], ["pointercancel", end], ["pointerdown", end]])
      this.stage.addEventListener(name, act, { signal: watch.signal });
  }

  // A second finger came to enlarge the page: the first one had no box in mind.
  undo(item, before) {
    if (before) this.place(item, before);
    else if (item) this.drop(this.items.splice(this.items.indexOf(item), 1)[0]);
  }

  save() {
    this.text.value = JSON.stringify(this.items.map(({ box }) => box));
    this.text.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

export function start(each) {
  each("[data-mask]", (root) => new Mask(root));
}
