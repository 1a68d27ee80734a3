// Photos before they are sent: shrunk to 2048 px JPEG here (which also drops place data), shown, removable.
// With data-add="address" each goes ahead alone, so a bad line costs one photo, not the form; what
// doesn't get through stays here and goes with the form. A form sent meanwhile waits for them, and
// stays where it is when one was refused a moment ago, so that no photo is lost unsaid.
const LONGEST = 2048;
const PATIENCE = 20_000;
const TIME_TO_READ = 5_000;

export async function shrink(file) {
  if (!file.type.startsWith("image/")) return file;
  try {
    const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
    const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.86));
    return new File([blob], file.name.replace(/\.\w+$/, "") + ".jpg", { type: "image/jpeg" });
  } catch {
    return file; // A format this browser can't draw: the portal decides.
  }
}

function show(box, input, files) {
  const shot = document.getElementById("part-shot").content.firstElementChild;
  const made = files.map((file, index) => {
    const item = shot.cloneNode(true);
    const image = item.querySelector("img");
    image.src = URL.createObjectURL(file);
    image.alt = file.name;
    image.addEventListener("load", () => URL.revokeObjectURL(image.src), { once: true });
    item.querySelector(".hint").textContent = `${Math.ceil(file.size / 1024)} KB`;
    item.querySelector("button").addEventListener("click", () => put(box, input, files.toSpliced(index, 1)));
    return item;
  });
  box.querySelector(".shots").replaceChildren(...made);
}

function put(box, input, files) {
  const transfer = new DataTransfer();
  for (const file of files) transfer.items.add(file);
  input.files = transfer.files;
  show(box, input, files);
  input.dispatchEvent(new CustomEvent("files:changed", { bubbles: true }));
}

async function goAhead(box, input, files, token) {
  const list = box.closest("form")?.querySelector("[data-waiting]");
  if (!input.dataset.add || !list) return;
  for (const file of files) {
    const body = new FormData();
    body.append(input.name, file);
    const signal = AbortSignal.timeout(PATIENCE);
    const answer = await fetch(input.dataset.add, { method: "POST", body, signal, headers: { "X-CSRFToken": token() } }).catch(() => null);
    if (!answer || answer.redirected || ![200, 422].includes(answer.status)) continue;
    list.insertAdjacentHTML("beforeend", await answer.text());
    put(box, input, [...input.files].filter((each) => each !== file));
    list.dispatchEvent(new Event("change", { bubbles: true }));
    if (answer.status === 422) list.dataset.refusedAt = Date.now();
  }
}

function holdForm(form, work) {
  let isHeld = false;
  form?.addEventListener("submit", async (event) => {
    const list = form.querySelector("[data-waiting]");
    const isNews = () => Date.now() - Number(list?.dataset.refusedAt ?? 0) < TIME_TO_READ;
    if (!work() && !isNews()) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (isHeld) return;
    isHeld = true;
    event.submitter?.toggleAttribute("data-busy", true);
    await work();
    event.submitter?.toggleAttribute("data-busy", false);
    isHeld = false;
    if (!isNews()) return form.requestSubmit(event.submitter);
    delete list.dataset.refusedAt;
    list.scrollIntoView({ block: "center" });
  }, { capture: true });
}

export function start(each, { token }) {
  each("[data-photos]", (box) => {
    const input = box.querySelector("[type=file]");
    let kept = [];
    let running = null;
    const shrinkAndSend = async () => {
      const added = await Promise.all([...input.files].map(shrink));
      const all = [...kept, ...added];
      const most = Number(box.dataset.most);
      box.querySelector("[data-too-many]").hidden = all.length <= most;
      put(box, input, all.slice(0, most));
      await goAhead(box, input, added.filter((file) => kept.includes(file)), token);
    };
    const take = () => {
      const mine = Promise.allSettled([running, shrinkAndSend()]);
      running = mine;
      mine.then(() => running === mine && (running = null));
    };
    holdForm(input.form, () => running);
    box.querySelector(".shoot").classList.add("is-live");
    input.addEventListener("change", take);
    input.addEventListener("files:changed", () => (kept = [...input.files]));
    input.addEventListener("files:restored", () => show(box, input, (kept = [...input.files])));
    // Chosen while this script was still on its way.
    if (input.files.length) take();
  });
}
