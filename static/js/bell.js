// The number of unread messages, in the bell and before the page's title, asked anew while somebody looks.
// Silent when there is no such answer: the server may be starting anew, or the session may be over.
const EVERY = 30_000;

async function ask(address) {
  const signal = AbortSignal.timeout(EVERY / 2);
  const answer = await fetch(address, { redirect: "error", headers: { "X-Unattended": "1" }, signal });
  const unread = answer.ok ? answer.headers.get("X-Unread") : null;
  return { unread, html: await answer.text(), isOver: answer.status === 204 };
}

export function start(each) {
  each("[data-bell]", (bell) => {
    const title = document.title;
    const entitle = (unread) => (document.title = unread === "0" ? title : `(${unread}) ${title}`);
    let asked = Date.now();

    async function look() {
      if (document.hidden || Date.now() - asked < EVERY / 2) return;
      asked = Date.now();
      const { unread, html, isOver } = await ask(bell.dataset.bell).catch(() => ({ unread: null }));
      if (isOver) clearInterval(timer);
      if (unread === null) return;
      bell.innerHTML = html;
      entitle(unread);
    }
    const timer = setInterval(look, EVERY);
    document.addEventListener("visibilitychange", look);
    entitle(bell.dataset.unread);
  });
}
