// Photos before they are sent: shrunk to 2048 px JPEG here (which also drops place data), shown, removable.
// With data-add="address" each goes ahead alone, so a bad line costs one photo, not the form; what
// doesn't get through stays here and goes with the form.
const LONGEST = 2048;

async function shrink(file) {
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
    const answer = await fetch(input.dataset.add, { method: "POST", body, headers: { "X-CSRFToken": token() } }).catch(() => null);
    if (!answer || answer.redirected || ![200, 422].includes(answer.status)) continue;
    list.insertAdjacentHTML("beforeend", await answer.text());
    put(box, input, [...input.files].filter((each) => each !== file));
    list.dispatchEvent(new Event("change", { bubbles: true }));
  }
}

export function start(each, { token }) {
  each("[data-photos]", (box) => {
    const input = box.querySelector("[type=file]");
    let kept = [];
    const take = async () => {
      const added = await Promise.all([...input.files].map(shrink));
      put(box, input, [...kept, ...added].slice(0, Number(box.dataset.most)));
      goAhead(box, input, added.filter((file) => kept.includes(file)), token);
    };
    box.querySelector(".shoot").classList.add("is-live");
    input.addEventListener("change", take);
    input.addEventListener("files:changed", () => (kept = [...input.files]));
    input.addEventListener("files:restored", () => show(box, input, (kept = [...input.files])));
    // Chosen while this script was still on its way.
    if (input.files.length) take();
  });
}
