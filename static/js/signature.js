// A field to sign in. After every stroke the hidden input holds the drawing as a PNG; cleared, it is empty.
// Strokes are kept in shares of the field's width, so that turning the phone draws them anew.
const LINE = 2.5;
const SHARPEST = 2;

function pen(canvas) {
  const context = canvas.getContext("2d");
  const ratio = Math.min(window.devicePixelRatio || 1, SHARPEST);
  context.strokeStyle = context.fillStyle = getComputedStyle(canvas).color;
  context.lineCap = context.lineJoin = "round";
  context.lineWidth = LINE * ratio;
  return context;
}

// Curves through the middles of what was touched: a finger gives few points, and corners between them.
function trace(canvas, stroke) {
  const context = pen(canvas);
  const points = stroke.map(([x, y]) => [x * canvas.width, y * canvas.width]);
  context.beginPath();
  context.moveTo(...points[0]);
  points.slice(1).forEach(([x, y], index) => {
    const [beforeX, beforeY] = points[index];
    context.quadraticCurveTo(beforeX, beforeY, (beforeX + x) / 2, (beforeY + y) / 2);
  });
  context.lineTo(...points.at(-1));
  context.stroke();
}

class Pad {
  strokes = [];
  before = null;

  constructor(root) {
    this.input = root.querySelector("input[type=hidden]");
    this.canvas = root.querySelector("canvas");
    this.clearButton = root.querySelector("[data-signature-clear]");
    this.clearButton.addEventListener("click", () => this.clear());
    this.canvas.addEventListener("pointerdown", (event) => this.take(event));
    this.goLive(root);
    new ResizeObserver(() => this.fit()).observe(this.canvas);
    if (this.input.value) this.restore();
  }

  // The label and the list of errors point to the file; what they mean is now the field.
  goLive(root) {
    const file = root.querySelector("[type=file]");
    root.querySelector("[data-signature-glass]").hidden = false;
    root.querySelector("details").open = false;
    this.canvas.tabIndex = -1;
    this.canvas.id = file.id;
    file.removeAttribute("id");
    file.setAttribute("aria-label", root.querySelector("summary").textContent);
  }

  // What a refused form sent back.
  restore() {
    const picture = new Image();
    picture.addEventListener("load", () => {
      this.before = picture;
      this.draw();
    });
    picture.src = this.input.value;
    this.clearButton.disabled = false;
  }

  fit() {
    const ratio = Math.min(window.devicePixelRatio || 1, SHARPEST);
    const { clientWidth, clientHeight } = this.canvas;
    if (!clientWidth) return;
    this.canvas.width = Math.round(clientWidth * ratio);
    this.canvas.height = Math.round(clientHeight * ratio);
    this.draw();
  }

  draw() {
    const { width, height } = this.canvas;
    const context = this.canvas.getContext("2d");
    context.clearRect(0, 0, width, height);
    if (this.before) {
      const scale = Math.min(width / this.before.naturalWidth, height / this.before.naturalHeight);
      context.drawImage(this.before, 0, 0, this.before.naturalWidth * scale, this.before.naturalHeight * scale);
    }
    for (const stroke of this.strokes) trace(this.canvas, stroke);
  }

  at({ clientX, clientY }) {
    const { left, top } = this.canvas.getBoundingClientRect();
    const { clientLeft, clientTop, clientWidth } = this.canvas;
    return [(clientX - left - clientLeft) / clientWidth, (clientY - top - clientTop) / clientWidth];
  }

  take(event) {
    if (event.button || !event.isPrimary) return;
    event.preventDefault();
    this.canvas.setPointerCapture(event.pointerId);
    const stroke = [this.at(event)];
    this.strokes.push(stroke);
    trace(this.canvas, stroke);
    const move = (next) => {
      const passed = next.getCoalescedEvents?.() ?? [];
      stroke.push(...(passed.length ? passed : [next]).map((each) => this.at(each)));
      this.draw();
    };
    const end = () => {
      this.canvas.removeEventListener("pointermove", move);
      this.save();
    };
    this.canvas.addEventListener("pointermove", move);
    this.canvas.addEventListener("lostpointercapture", end, { once: true });
  }

  clear() {
    this.strokes = [];
    this.before = null;
    this.draw();
    this.save();
    this.canvas.focus();
  }

  save() {
    const isSigned = Boolean(this.strokes.length || this.before);
    this.input.value = isSigned ? this.canvas.toDataURL("image/png") : "";
    this.clearButton.disabled = !isSigned;
    this.input.dispatchEvent(new Event("change", { bubbles: true }));
  }
}

export function start(each) {
  each("[data-signature]", (root) => new Pad(root));
}
