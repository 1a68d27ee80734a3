// On site each tap, finding and photo is kept in this browser until the portal has confirmed it. They are sent
// alone, one after the other, so a dropped line costs nothing: sending goes on by itself, also after a reload.
const PATIENCE = 30_000;
const AGAIN = 8_000;

const uuid = () => {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 15) | 64;
  bytes[8] = (bytes[8] & 63) | 128;
  return [...bytes].map((byte, at) => ([4, 6, 8, 10].includes(at) ? "-" : "") + byte.toString(16).padStart(2, "0")).join("");
};

class Visit {
  constructor(root, { token, load }) {
    Object.assign(this, { root, token, entries: [], later: new Map(), isReady: false, isSending: false, made: 0 });
    this.modules = Promise.all([load("draft"), load("photos")]);
    this.here = `visit-${root.dataset.visit}/`;
    this.line = root.querySelector("[data-visit-line]");
  }

  async withFiles(mode, act) {
    const [draft] = await this.modules;
    return draft.withFiles(mode, act);
  }

  async shrink(file) {
    const [, photos] = await this.modules;
    return photos.shrink(file);
  }

  async begin() {
    const range = IDBKeyRange.bound(this.here, `${this.here}\uffff`);
    const kept = await this.withFiles("readonly", (drafts) => drafts.getAll(range)).catch(() => []);
    const before = kept.filter((each) => !this.entries.some((mine) => mine.key === each.key));
    this.entries = [...before.sort((one, other) => (one.key < other.key ? -1 : 1)), ...this.entries];
    for (const entry of before) this.show(entry);
    this.isReady = true;
    this.root.classList.add("is-live");
    this.line.hidden = false;
    this.say();
    this.send();
    window.addEventListener("online", () => this.send());
    setInterval(() => this.send(), AGAIN);
  }

  listen() {
    this.root.addEventListener("submit", (event) => this.take(event));
    this.root.addEventListener("change", (event) => this.changed(event.target));
    this.root.addEventListener("click", (event) => this.clicked(event));
  }

  take(event) {
    const { target: form, submitter } = event;
    if (!form.dataset.alone) return;
    event.preventDefault();
    if (form.dataset.alone === "photo") return;
    if (form.dataset.alone === "finding" && !form.reportValidity()) return;
    const fields = [...new FormData(form)].filter(([name]) => name !== "csrfmiddlewaretoken");
    if (submitter?.name) fields.push([submitter.name, submitter.value]);
    const entry = this.entry(form, fields);
    if (entry.kind === "answer") this.forgetOlder(entry);
    if (entry.kind === "finding") this.close(form);
    this.add(entry);
    if (entry.kind === "answer" && submitter.value === "no") this.openFinding(this.place(entry));
  }

  async changed(field) {
    if (field.name === "grade") this.demand(field.form);
    if (field.type !== "file" || field.form.dataset.alone !== "photo") return;
    const files = [...field.files];
    const others = [...new FormData(field.form)].filter(([name]) => name === "item");
    field.value = "";
    for (const file of files) this.add(this.entry(field.form, [...others, [field.name, await this.shrink(file)]]));
  }

  clicked(event) {
    const on = (selector) => event.target.closest(selector);
    if (on("[data-finding-open]") && this.root.querySelector("[data-finding-form]")) {
      event.preventDefault();
      this.openFinding(on("[data-item]"));
    } else if (on("[data-finding-close]")) this.close(on("form"));
    else if (on("[data-line-again]")) this.send();
    else if (on("[data-visit-last]") && this.entries.length) {
      event.preventDefault();
      this.send();
      this.line.scrollIntoView({ block: "center" });
    }
  }

  entry(form, fields) {
    const item = fields.find(([name]) => name === "item")?.[1] ?? "";
    const key = `${this.here}${String(Date.now()).padStart(15, "0")}-${String(this.made++).padStart(4, "0")}`;
    return { key, kind: form.dataset.alone, url: form.action, fields, item, refused: "" };
  }

  // Only the last tap on an item counts, unless one is on its way already.
  forgetOlder({ item }) {
    for (const old of this.entries.filter((each) => each.kind === "answer" && each.item === item && each !== this.underWay)) this.drop(old);
  }

  add(entry) {
    this.entries.push(entry);
    this.withFiles("readwrite", (drafts) => drafts.put(entry, entry.key)).catch(() => null);
    this.show(entry);
    this.say();
    this.send();
  }

  drop(entry) {
    this.entries = this.entries.filter((each) => each !== entry);
    for (const note of this.root.querySelectorAll("[data-of]")) if (note.dataset.of === entry.key) note.remove();
    return this.withFiles("readwrite", (drafts) => drafts.delete(entry.key)).catch(() => null);
  }

  place({ kind, item }) {
    return this.root.querySelector(`[data-item="${kind === "finish" ? "finish" : item}"]`);
  }

  part(name) {
    return this.root.querySelector(`[data-line-part="${name}"]`).content.firstElementChild.cloneNode(true);
  }

  show(entry) {
    const pending = this.place(entry)?.querySelector("[data-pending]");
    if (!pending) return;
    if (entry.kind === "answer") this.press(this.place(entry), entry.fields.find(([name]) => name === "answer")[1]);
    const note = entry.refused ? this.refusal(entry) : this.part("waiting");
    note.dataset.of = entry.key;
    const said = entry.fields.find(([name]) => name === "description")?.[1];
    if (said) note.append(` · ${said}`);
    const photo = entry.fields.find(([, value]) => value instanceof Blob)?.[1];
    if (entry.kind === "photo" && photo) note.prepend(this.picture(photo));
    pending.append(note);
  }

  picture(photo) {
    const image = new Image(80, 60);
    image.src = URL.createObjectURL(photo);
    image.alt = "";
    return image;
  }

  refusal(entry) {
    const note = this.part("refused");
    note.querySelector("span").textContent = entry.refused;
    note.querySelector("[data-refused-again]").addEventListener("click", () => {
      entry.refused = "";
      this.redraw(entry);
      if (entry.kind !== "finding") return this.send();
      this.drop(entry);
      this.openFinding(this.place(entry), entry.fields);
    });
    note.querySelector("[data-refused-drop]").addEventListener("click", () => this.drop(entry).then(() => location.reload()));
    return note;
  }

  redraw(entry) {
    for (const note of this.root.querySelectorAll("[data-of]")) if (note.dataset.of === entry.key) note.remove();
    this.show(entry);
    this.say();
  }

  press(place, answer) {
    for (const button of place.querySelectorAll(".answer")) button.setAttribute("aria-pressed", String(button.value === answer));
  }

  openFinding(place, fields = []) {
    const open = place.querySelector("form.finding");
    const room = place.querySelector("[data-finding-place]");
    if (open || !room || place.querySelector(".visit-hazard") && place.dataset.item) return open?.scrollIntoView({ block: "center" });
    const form = this.root.querySelector("[data-finding-form]").content.querySelector("form").cloneNode(true);
    for (const name of ["id", "for", "aria-describedby"])
      for (const each of form.querySelectorAll(`[${name}]`)) each.setAttribute(name, `${each.getAttribute(name)}-${place.dataset.item || "free"}`);
    const { item, description, clause, grade, category } = place.dataset;
    this.fill(form, Object.entries({ item, description, clause, grade, category, once_key: uuid() }).filter(([, value]) => value));
    this.fill(form, fields);
    this.demand(form);
    room.replaceChildren(form);
    form.scrollIntoView({ block: "center" });
    form.elements.description.focus({ preventScroll: true });
  }

  fill(form, fields) {
    // By its method: a field called "item" hides behind the collection's own.
    for (const [name, value] of fields) {
      const field = form.elements.namedItem(name);
      if (field) field.value = value;
    }
  }

  // An ordinary hazard needs who and by when, a major one its clause.
  demand(form) {
    const isMajor = form.elements.grade.value === "major";
    form.elements.clause.required = isMajor;
    form.elements.responsible.required = form.elements.due_on.required = !isMajor;
  }

  close(form) {
    const place = form.closest("[data-item]");
    form.remove();
    const fresh = this.later.get(place.id);
    if (fresh) this.put(fresh);
  }

  // A form being filled in stays where it is; what arrived meanwhile is shown once it is closed.
  put(fresh) {
    const old = document.getElementById(fresh.id);
    if (old?.querySelector("form.finding")) return this.later.set(fresh.id, fresh);
    this.later.delete(fresh.id);
    old?.replaceWith(fresh);
    for (const entry of this.entries) if (this.place(entry) === fresh) this.show(entry);
  }

  say(trouble = "") {
    const waiting = this.entries.filter((each) => !each.refused).length;
    const state = trouble || (waiting ? "sending" : "saved");
    for (const each of this.line.querySelectorAll("[data-line]")) each.hidden = each.dataset.line !== state;
    for (const each of this.line.querySelectorAll("[data-line-count]")) each.textContent = waiting;
    this.line.querySelector("[data-line-again]").hidden = !trouble;
    this.line.classList.toggle("is-waiting", Boolean(trouble));
    this.line.dataset.state = state;
  }

  async send() {
    if (this.isSending || !this.isReady) return;
    this.isSending = true;
    let trouble = "";
    while (!trouble && (this.underWay = this.entries.find((each) => !each.refused))) trouble = await this.sendOne(this.underWay);
    this.underWay = null;
    this.isSending = false;
    this.say(trouble);
  }

  // What keeps it from going on; empty when this one is through or refused.
  async sendOne(entry) {
    const answer = await this.post(entry);
    if (!answer || answer.status >= 500) return "waiting";
    if (answer.redirected) return "signed-out";
    const text = await answer.text().catch(() => null);
    if (text === null) return "waiting";
    if (!answer.ok) {
      entry.refused = answer.status === 422 ? text : this.root.querySelector("[data-line-part=forbidden]").content.textContent.trim();
      await this.withFiles("readwrite", (drafts) => drafts.put(entry, entry.key)).catch(() => null);
      this.redraw(entry);
      return "";
    }
    await this.drop(entry);
    if (entry.kind === "finish") location.assign(text);
    else this.arrive(text);
    this.say();
    return "";
  }

  arrive(text) {
    const parts = document.createElement("template");
    parts.innerHTML = text;
    for (const part of [...parts.content.children]) this.put(part);
  }

  async post({ url, fields }) {
    const body = new FormData();
    for (const [name, value] of fields) body.append(name, value);
    const ask = () => fetch(url, { method: "POST", body, signal: AbortSignal.timeout(PATIENCE), headers: { "X-Alone": "1", "X-CSRFToken": this.token() } });
    try {
      const answer = await ask();
      if (answer.status !== 403) return answer;
      // Signed in anew since: the page's token is of the session before.
      const page = new DOMParser().parseFromString(await (await fetch(location.href)).text(), "text/html");
      const fresh = page.querySelector("[name=csrfmiddlewaretoken]")?.value;
      if (fresh) for (const field of document.querySelectorAll("[name=csrfmiddlewaretoken]")) field.value = fresh;
      return await ask();
    } catch {
      return null;
    }
  }
}

export function start(each, { token, load }) {
  each("[data-visit]", (root) => {
    const visit = new Visit(root, { token, load });
    visit.listen();
    visit.begin();
  });
}
