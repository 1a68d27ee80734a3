// The code is shown once, so leaving is guarded until it was copied, saved, printed or typed again.
const plain = (text) => text.normalize("NFKC").toUpperCase().replace(/[^0-9A-Z]/g, "").replace(/O/g, "0").replace(/[IL]/g, "1").replace(/U/g, "V");

function picture(code, title, where) {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [900, 420];
  const pen = canvas.getContext("2d");
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, 900, 420);
  pen.strokeStyle = pen.fillStyle = "#17212e";
  pen.strokeRect(20, 20, 860, 380);
  pen.textAlign = "center";
  for (const [text, font, y] of [[title, "34px sans-serif", 120], [code, "bold 58px monospace", 220], [where, "26px sans-serif", 320]]) {
    pen.font = font;
    pen.fillText(text, 450, y, 820);
  }
  return new Promise((done) => canvas.toBlob(done, "image/png"));
}

function save(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = `${name}.png`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

async function copy(text) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  // Without https there is no clipboard to write to but the old way.
  const field = document.querySelector("#retyped");
  const typed = field.value;
  field.value = text;
  field.select();
  const worked = document.execCommand("copy");
  field.value = typed;
  if (!worked) throw new Error("not copied");
}

export function start(each) {
  each("[data-receipt]", (box) => {
    const code = box.dataset.code;
    const form = document.querySelector("[data-retype]");
    const field = form.querySelector("[name=code]");
    const first = form.querySelector("[data-first]");
    let isSafe = false;
    form.noValidate = true; // Until here the browser keeps an empty field from leaving.
    const safe = (how) => {
      isSafe = true;
      first.hidden = true;
      box.querySelector("[data-done]").textContent = box.querySelector(`[data-said="${how}"]`).content.textContent;
    };
    box.querySelector("[data-live]").hidden = false;
    box.querySelector("[data-copy]").addEventListener("click", () => copy(code).then(() => safe("copied"), () => field.focus()));
    const button = box.querySelector("[data-picture]");
    button.addEventListener("click", async () => {
      save(await picture(code, button.dataset.title, box.querySelector(".receipt-where").textContent), button.dataset.name);
      safe("saved");
    });
    box.querySelector("[data-print-code]").addEventListener("click", () => {
      window.print();
      safe("printed");
    });
    const compare = () => plain(field.value) === plain(code) && safe("typed");
    field.addEventListener("input", compare);
    form.addEventListener("submit", (event) => {
      compare(); // Typed before this script had come.
      if (isSafe) return (field.value = code);
      event.preventDefault();
      first.hidden = false;
      field.focus();
    });
    window.addEventListener("beforeunload", (event) => isSafe || !box.isConnected || event.preventDefault());
  });
}
