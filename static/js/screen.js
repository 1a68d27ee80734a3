// The wall screen: one page after the other, numbers fetched anew without loading the page. It runs for
// weeks: a server that starts anew, a cable pulled out or a new version of the portal must not stop it.
const ASK_EVERY = 20_000;
const AGAIN_FROM = 2_000;
const AGAIN_TO = 60_000;
const PATIENCE = 15_000;
const STILL_AFTER = 4_000;

const root = document.documentElement;
const body = document.body;
const part = document.querySelector("[data-now-part]");
const dots = document.querySelector("[data-dots]");
const clock = document.querySelector("[data-clock]");
const pauseButton = document.querySelector("[data-pause]");
const zone = body.dataset.zone;
// A day is said as on the other pages: 18 June, not June 18.
const speech = root.lang === "en" ? "en-GB" : root.lang;
const hours = new Intl.DateTimeFormat(speech, { timeZone: zone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const days = new Intl.DateTimeFormat(speech, { timeZone: zone, month: "long", day: "numeric", weekday: "long" });

let now = part.querySelector("[data-moment]");
let shown = "";
let turning;
let stopped = false;
let ahead = 0;
let failures = 0;

function pages() {
  return [...part.querySelectorAll("[data-page]")];
}

function show(key) {
  const all = pages();
  const place = Math.max(all.findIndex((page) => page.dataset.page === key), 0);
  shown = all[place].dataset.page;
  root.classList.toggle("is-first", place === 0);
  for (const page of all) page.classList.toggle("is-on", page === all[place]);
  [...dots.children].forEach((dot, number) => {
    if (number === place) dot.setAttribute("aria-current", "true");
    else dot.removeAttribute("aria-current");
  });
}

function turn(by) {
  const all = pages();
  const place = all.findIndex((page) => page.dataset.page === shown);
  show(all[(place + by + all.length) % all.length].dataset.page);
  wait();
}

function wait() {
  clearTimeout(turning);
  if (!stopped) turning = setTimeout(() => turn(1), seconds() * 1000);
}

function seconds() {
  return Number(now.dataset.seconds);
}

function stop(whether) {
  stopped = whether;
  root.classList.toggle("is-stopped", stopped);
  pauseButton.setAttribute("aria-pressed", String(stopped));
  wait();
}

function layDots() {
  const all = pages();
  root.style.setProperty("--stays", `${seconds()}s`);
  const known = [...dots.children].map((dot) => dot.dataset.key).join();
  if (known === all.map((page) => page.dataset.page).join()) return;
  dots.replaceChildren(...all.map((page, number) => {
    const dot = document.createElement("button");
    dot.type = "button";
    dot.dataset.key = page.dataset.page;
    dot.setAttribute("aria-label", `${body.dataset.pageWord} ${number + 1}: ${page.getAttribute("aria-label")}`);
    dot.addEventListener("click", () => {
      show(page.dataset.page);
      wait();
    });
    return dot;
  }));
}

// The screen's own clock may be wrong; the portal's says when the numbers were counted.
function setClock() {
  const moment = new Date(now.dataset.moment);
  ahead = moment - Date.now();
  for (const each of document.querySelectorAll("[data-as-of]")) each.textContent = hours.format(moment);
  tick();
}

function tick() {
  const moment = new Date(Date.now() + ahead);
  const day = document.createElement("small");
  day.textContent = days.format(moment);
  clock.replaceChildren(day, hours.format(moment));
  clock.hidden = false;
}

function take(html) {
  const fresh = new DOMParser().parseFromString(html, "text/html").querySelector("[data-moment]");
  if (!fresh) throw new Error("The answer is no screen.");
  // A new version of the portal brings styles and scripts of its own.
  if (fresh.dataset.version !== now.dataset.version) return renew();
  part.replaceChildren(document.adoptNode(fresh));
  now = fresh;
  layDots();
  show(shown);
  setClock();
}

// Only when the page is there: a browser's own error page would stay for good.
async function renew() {
  const answer = await fetch(location.href, { cache: "no-store", signal: AbortSignal.timeout(PATIENCE) });
  if (answer.ok) location.reload();
}

function later(milliseconds) {
  setTimeout(ask, milliseconds);
}

async function ask() {
  try {
    const signal = AbortSignal.timeout(PATIENCE);
    const answer = await fetch(body.dataset.screen, { cache: "no-store", headers: { "X-Unattended": "1" }, redirect: "manual", signal });
    const isShut = answer.type === "opaqueredirect" || [401, 403, 404].includes(answer.status);
    root.classList.toggle("is-gone", isShut);
    if (isShut) return later(AGAIN_TO);
    if (!answer.ok) throw new Error(answer.statusText);
    await take(await answer.text());
    failures = 0;
    root.classList.remove("is-lost");
    later(ASK_EVERY);
  } catch {
    root.classList.add("is-lost");
    later(Math.min(AGAIN_FROM * 2 ** failures, AGAIN_TO));
    failures += 1;
  }
}

function full() {
  if (document.fullscreenElement) document.exitFullscreen();
  else root.requestFullscreen?.().catch(() => {});
}

// Keeps the display from going dark; browsers let go of it whenever the page was hidden.
async function stayAwake() {
  if (document.visibilityState !== "visible") return;
  try {
    await navigator.wakeLock?.request("screen");
  } catch {
    // Saving energy, or no leave: the display's own settings decide.
  }
}

const actions = { " ": () => stop(!stopped), ArrowRight: () => turn(1), ArrowLeft: () => turn(-1), f: full };
document.addEventListener("keydown", (event) => {
  const action = actions[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  if (!action || event.ctrlKey || event.metaKey || event.altKey || (event.key === " " && event.target.closest("button, a"))) return;
  event.preventDefault();
  action();
});
pauseButton.addEventListener("click", () => stop(!stopped));
document.querySelector("[data-full]").addEventListener("click", full);

let still;
function stir() {
  root.classList.remove("is-quiet");
  clearTimeout(still);
  still = setTimeout(() => root.classList.add("is-quiet"), STILL_AFTER);
}
for (const kind of ["pointermove", "pointerdown", "keydown", "focusin"]) document.addEventListener(kind, stir);

document.querySelector("[data-keys]").hidden = false;
root.classList.add("is-turning");
layDots();
show("");
setClock();
wait();
stir();
stayAwake();
document.addEventListener("visibilitychange", stayAwake);
setInterval(tick, 1000);
later(ASK_EVERY);
