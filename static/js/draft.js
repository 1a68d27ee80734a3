// What was typed stays on this device until an answer of the portal says that it is saved:
// text in localStorage, files in IndexedDB. A bound form already holds its text; only files come back.
const SKIP = new Set(["csrfmiddlewaretoken", "password", "once_key", "version"]);
const store = (key) => `draft:${key}`;

function files() {
  return new Promise((done, failed) => {
    const opening = indexedDB.open("drafts", 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore("files");
    opening.onsuccess = () => done(opening.result);
    opening.onerror = () => failed(opening.error);
  });
}

export async function withFiles(mode, act) {
  const database = await files();
  return new Promise((done, failed) => {
    const work = database.transaction("files", mode);
    const asked = act(work.objectStore("files"));
    work.oncomplete = () => (database.close(), done(asked.result));
    work.onerror = () => failed(work.error);
  });
}

function fields(form) {
  return [...form.elements].filter((field) => field.name && !SKIP.has(field.name) && !["hidden", "submit", "button"].includes(field.type));
}

function read(form) {
  const kept = { fields: {}, pickers: {} };
  for (const field of fields(form)) {
    if (field.type === "file" || field.type === "password") continue;
    if (["checkbox", "radio"].includes(field.type)) (kept.fields[field.name] ??= []).push(...(field.checked ? [field.value] : []));
    else if (field.multiple) kept.fields[field.name] = [...field.selectedOptions].map((option) => option.value);
    else kept.fields[field.name] = [field.value];
  }
  for (const picker of form.querySelectorAll("[data-picker]"))
    kept.pickers[picker.dataset.name] = [...picker.querySelectorAll(".chip")].map((chip) => [chip.querySelector("input").value, chip.querySelector("span").textContent]);
  return kept;
}

function write(form, kept) {
  for (const field of fields(form)) {
    const values = kept.fields[field.name];
    if (!values || field.type === "file") continue;
    if (["checkbox", "radio"].includes(field.type)) field.checked = values.includes(field.value);
    else if (field.multiple) for (const option of field.options) option.selected = values.includes(option.value);
    else field.value = values[0];
    field.dispatchEvent(new CustomEvent("draft:restored"));
  }
  for (const picker of form.querySelectorAll("[data-picker]")) {
    const chosen = kept.pickers?.[picker.dataset.name];
    if (chosen) picker.dispatchEvent(new CustomEvent("picker:set", { detail: chosen }));
  }
}

async function restoreFiles(form, key) {
  let found = false;
  for (const input of form.querySelectorAll("[type=file][name]")) {
    const kept = await withFiles("readonly", (drafts) => drafts.get(`${key}/${input.name}`)).catch(() => null);
    if (!kept?.length || input.files.length) continue;
    const transfer = new DataTransfer();
    for (const file of kept) transfer.items.add(file);
    input.files = transfer.files;
    input.dispatchEvent(new CustomEvent("files:restored"));
    found = true;
  }
  return found;
}

async function forget(key) {
  localStorage.removeItem(store(key));
  await withFiles("readwrite", (drafts) => drafts.delete(IDBKeyRange.bound(`${key}/`, `${key}/\uffff`))).catch(() => null);
}

function tell(form, key) {
  const note = document.getElementById("part-draft").content.firstElementChild.cloneNode(true);
  note.querySelector("button").addEventListener("click", async () => {
    form.dataset.draftOff = "";
    await forget(key);
    location.assign(location.pathname + location.search);
  });
  form.before(note);
}

async function keep(form) {
  const key = form.dataset.draft;
  const fresh = JSON.stringify(read(form));
  const kept = localStorage.getItem(store(key));
  const bound = "bound" in form.dataset;
  let back = await restoreFiles(form, key);
  if (kept && kept !== fresh && !bound) {
    write(form, JSON.parse(kept));
    back = true;
  }
  if (back) tell(form, key);
  form.dispatchEvent(new CustomEvent("draft:ready"));
  let waiting;
  const save = () => "draftOff" in form.dataset || localStorage.setItem(store(key), JSON.stringify(read(form)));
  const soon = () => (clearTimeout(waiting), (waiting = setTimeout(save, 300)));
  form.addEventListener("input", soon);
  form.addEventListener("change", soon);
  window.addEventListener("pagehide", () => waiting && save());
  // One after the other: an older set of files must not be written last.
  let written = Promise.resolve();
  const saveFiles = ({ target }) => {
    if (target.type !== "file") return;
    const now = [...target.files];
    written = written.then(() => withFiles("readwrite", (drafts) => drafts.put(now, `${key}/${target.name}`)).catch(() => null));
  };
  form.addEventListener("files:changed", saveFiles);
  form.addEventListener("change", (event) => event.target.closest("[data-photos]") || saveFiles(event));
}

export function start(each) {
  const gone = [];
  each("[data-draft-saved]", (place) => gone.push(...place.dataset.draftSaved.split(" ").map(forget)));
  each("form[data-draft]", (form) => Promise.all(gone).then(() => keep(form)));
}
