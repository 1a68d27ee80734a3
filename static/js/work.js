// A little sum that costs one sender seconds and a thousand senders hours (core/spam.py checks it).
const AT_ONCE = 200;

export async function solve(work, bits) {
  const encoder = new TextEncoder();
  for (let from = 0; ; from += AT_ONCE) {
    const nonces = Array.from({ length: AT_ONCE }, (_, step) => String(from + step));
    const sums = await Promise.all(nonces.map((nonce) => crypto.subtle.digest("SHA-256", encoder.encode(`${work}:${nonce}`))));
    const hit = sums.findIndex((sum) => new DataView(sum).getUint32(0) >>> (32 - bits) === 0);
    if (hit >= 0) return nonces[hit];
  }
}
