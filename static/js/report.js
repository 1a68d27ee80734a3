// A report on a bad line: text and photos stay on this device, each photo is sent alone under the form's key,
// and the report follows when all of them have arrived. Sending goes on by itself after a break or a reload.
const HIDDEN = ["once_key", "photos_key", "opened", "latitude", "longitude"];
const PATIENCE = 60_000;
const [SHORTEST, LONGEST] = [4_000, 60_000];

class Parcel {
  constructor(form, tools) {
    Object.assign(this, { form, ...tools, photos: [], isSending: false, isBusy: false, wait: SHORTEST });
    this.here = `${form.dataset.draft}/`;
    this.box = form.querySelector("[data-report-photos]");
    this.input = this.box.querySelector("[type=file]");
  }

  // What a device without storage can't keep, it still sends.
  keep(name, value) {
    return this.withFiles("readwrite", (drafts) => drafts.put(value, this.here + name)).catch(() => null);
  }

  drop(name) {
    return this.withFiles("readwrite", (drafts) => drafts.delete(this.here + name)).catch(() => null);
  }

  keepKeys() {
    const values = Object.fromEntries(HIDDEN.map((name) => [name, this.form.elements[name].value]));
    return this.keep("keys", { ...values, isSending: this.isSending });
  }

  async unpack() {
    const range = IDBKeyRange.bound(`${this.here}photo-`, `${this.here}photo-\uffff`);
    const [kept, photos] = await Promise.all([
      this.withFiles("readonly", (drafts) => drafts.get(`${this.here}keys`)).catch(() => null),
      this.withFiles("readonly", (drafts) => drafts.getAll(range)).catch(() => []),
    ]);
    if (kept) for (const name of HIDDEN) this.form.elements[name].value = kept[name] ?? "";
    this.form.querySelector("[data-place]").dispatchEvent(new Event("place:restored"));
    for (const photo of photos.sort((one, other) => one.at - other.at)) this.show(photo);
    await this.keepKeys();
    return Boolean(kept?.isSending);
  }

  async add(files) {
    const room = Number(this.box.dataset.most) - this.photos.length;
    this.box.querySelector("[data-too-many]").hidden = files.length <= room;
    const small = await Promise.all(files.slice(0, room).map(this.shrink));
    for (const file of small) {
      const photo = { id: crypto.randomUUID?.() ?? String(Math.random()), file, pk: 0, why: "", at: Date.now() };
      this.show(photo);
      await this.keep(`photo-${photo.id}`, photo);
    }
    this.sendPhotos();
  }

  show(photo) {
    const item = this.box.querySelector("[data-shot]").content.firstElementChild.cloneNode(true);
    item.querySelector("img").src = URL.createObjectURL(photo.file);
    item.querySelector("button").addEventListener("click", () => this.remove(photo, item));
    this.box.querySelector("[data-shots]").append(item);
    this.photos.push(Object.defineProperty(photo, "item", { value: item, enumerable: false }));
    this.mark(photo);
  }

  mark(photo, state = photo.why ? "refused" : photo.pk ? "arrived" : "waiting") {
    for (const line of photo.item.querySelectorAll("[data-state]")) line.hidden = line.dataset.state !== state;
    photo.item.querySelector("[data-why]").textContent = photo.why;
  }

  async remove(photo, item) {
    this.photos = this.photos.filter((each) => each !== photo);
    item.remove();
    await this.drop(`photo-${photo.id}`);
  }

  async post(address, body) {
    const ask = () => fetch(address, { method: "POST", body, headers: { "X-CSRFToken": this.token() }, signal: AbortSignal.timeout(PATIENCE) });
    try {
      const answer = await ask();
      if (answer.status !== 403) return answer;
      // The browser was closed since: its token is gone with it, a new page brings a new one.
      const page = new DOMParser().parseFromString(await (await fetch(location.href)).text(), "text/html");
      this.form.elements.csrfmiddlewaretoken.value = page.querySelector("[name=csrfmiddlewaretoken]").value;
      if (body.has("csrfmiddlewaretoken")) body.set("csrfmiddlewaretoken", this.token());
      return await ask();
    } catch {
      return null;
    }
  }

  async askPhotos(facts) {
    const body = new FormData();
    body.append("photos_key", this.form.elements.photos_key.value);
    // Without its name: that may say whose telephone it was.
    for (const [name, value] of Object.entries(facts)) value instanceof Blob ? body.append(name, value, "photo.jpg") : body.append(name, value);
    const answer = await this.post(this.form.dataset.photosUrl, body);
    const said = await answer?.json().catch(() => null);
    return { status: said ? answer.status : 0, ...said };
  }

  // One at a time, asked for as often as wanted: true when each has arrived or was refused.
  sendPhotos() {
    this.running = (this.running ?? Promise.resolve()).then(() => this.sendWaiting());
    return this.running;
  }

  async sendWaiting() {
    for (const photo of this.photos.filter((each) => !each.pk && !each.why)) {
      this.mark(photo, "sending");
      const { status, added, error } = await this.askPhotos({ photos: photo.file });
      if (status === 200) photo.pk = added[0];
      else if ([413, 422].includes(status)) photo.why = error;
      this.mark(photo);
      if (!photo.pk && !photo.why) return false;
      if (this.photos.includes(photo)) await this.keep(`photo-${photo.id}`, photo);
    }
    return true;
  }

  // The portal's own list decides: what it has lost is sent again, what was removed here goes there, too.
  async agree() {
    const { status, arrived } = await this.askPhotos({});
    if (status !== 200) return false;
    for (const photo of this.photos) if (photo.pk && !arrived.includes(photo.pk)) photo.pk = 0;
    for (const pk of arrived.filter((each) => !this.photos.some((photo) => photo.pk === each))) await this.askPhotos({ remove: pk });
    return this.sendPhotos();
  }

  say(line) {
    for (const each of this.form.querySelectorAll("[data-say]")) each.hidden = each.dataset.say !== line;
    this.form.querySelector("[data-stop]").hidden = !["offline", "trouble"].includes(line) || !this.isSending;
    this.form.querySelector("[data-send]").disabled = this.isSending;
  }

  pause() {
    const waited = new Promise((done) => {
      this.goOn = done;
      setTimeout(done, this.wait);
    });
    this.wait = Math.min(this.wait * 2, LONGEST);
    return waited;
  }

  async send() {
    this.isSending = true;
    await this.keepKeys();
    if (this.isBusy) return this.goOn?.();
    this.isBusy = true;
    while (this.isSending) {
      const isThrough = await this.attempt();
      if (isThrough) break;
      if (this.isSending) await this.pause();
    }
    this.isBusy = false;
  }

  async attempt() {
    this.say("photos");
    if (!(await this.sendPhotos()) || !(await this.agree())) return this.say("offline");
    if (this.photos.some((photo) => photo.why)) return this.stop("refused");
    this.say("report");
    this.form.elements.photos_expected.value = this.photos.length;
    const answer = await this.post(location.href, new FormData(this.form));
    if (!answer) return this.say("offline");
    if (![200, 413, 429].includes(answer.status)) return this.say("trouble");
    await this.open(await answer.text());
    return true;
  }

  async stop(line) {
    this.isSending = false;
    this.say(line);
    await this.keepKeys();
  }

  // The answer takes the place of the form, at the same address: no code in any history.
  async open(text) {
    await this.stop("");
    this.form.dataset.draftOff = "";
    const page = new DOMParser().parseFromString(text, "text/html");
    const main = document.adoptNode(page.querySelector("main"));
    document.title = page.title;
    document.querySelector(".topbar").replaceWith(document.adoptNode(page.querySelector(".topbar")));
    document.querySelector("main").replaceWith(main);
    document.dispatchEvent(new CustomEvent("htmx:load", { detail: { elt: main } }));
    (main.querySelector("[data-focus]") ?? main.querySelector("h1")).focus();
    window.scrollTo(0, 0);
  }

  async work(load) {
    this.say("working");
    const { solve } = await load("work");
    this.form.elements.work.value = this.form.dataset.work;
    this.form.elements.nonce.value = await solve(this.form.dataset.work, Number(this.form.dataset.workBits));
    return this.send();
  }
}

async function begin(form, ready, { token, load }) {
  const [{ withFiles }, { shrink }] = await Promise.all([load("draft"), load("photos")]);
  const parcel = new Parcel(form, { token, withFiles, shrink });
  const { input } = parcel;
  const take = () => {
    const files = [...input.files];
    input.value = "";
    parcel.add(files);
  };
  form.querySelector("[data-stop]").addEventListener("click", () => parcel.stop(""));
  form.addEventListener("change", () => parcel.keepKeys());
  window.addEventListener("online", () => parcel.goOn?.());
  const wasSending = await parcel.unpack();
  input.addEventListener("change", take);
  if (input.files.length) take();
  else parcel.sendPhotos();
  ready.then(() => {
    if (form.dataset.work && window.crypto?.subtle) parcel.work(load);
    else if (wasSending && !("bound" in form.dataset)) parcel.send();
  });
  return parcel;
}

export function start(each, tools) {
  each("form[data-report]", (form) => {
    const input = form.querySelector("[data-report-photos] [type=file]");
    // The draft keeps the text; photos are kept here, each by itself.
    input.removeAttribute("name");
    input.addEventListener("change", (event) => event.stopPropagation());
    form.querySelector(".shoot").classList.add("is-live");
    for (const note of form.querySelectorAll("[data-kept]")) note.hidden = true;
    const ready = new Promise((done) => form.addEventListener("draft:ready", done, { once: true }));
    const begun = begin(form, ready, tools);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      begun.then((parcel) => parcel.send());
    });
  });
}
