// A browser asks whether it may tell somebody only when they tap, and takes nothing more once they log out.
const able = () => "serviceWorker" in navigator && "PushManager" in window && "Notification" in window;
const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (one) => one.charCodeAt(0));
const subscription = async () => (await navigator.serviceWorker?.getRegistration())?.pushManager?.getSubscription();
const nameOf = async ({ endpoint }) => {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(endpoint));
  return [...new Uint8Array(digest)].map((one) => one.toString(16).padStart(2, "0")).join("");
};

class Push extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", (event) => { if (event.target.closest("[data-asks]")) this.ask(); });
    this.look().catch(() => this.show("off"));
  }

  show(state) {
    this.querySelectorAll("[data-state]").forEach((part) => { part.hidden = part.dataset.state !== state; });
  }

  async look() {
    if (!able()) return this.show(navigator.standalone === false ? "install" : "none");
    if (Notification.permission === "denied") return this.show("blocked");
    const mine = await subscription();
    const row = mine && document.querySelector(`[data-name="${await nameOf(mine)}"]`);
    if (row) row.querySelector("[data-here]").hidden = false;
    return this.show(row ? "on" : "off");
  }

  async ask() {
    this.show("asking");
    try {
      const said = await Notification.requestPermission();
      if (said !== "granted") { this.show(said === "denied" ? "blocked" : "off"); return; }
      const answer = await this.send(await this.subscribe());
      if (answer.ok) { location.replace(answer.url); return; }
      const why = answer.status === 422 && await answer.text();
      if (why) this.querySelector("[data-why]").textContent = why;
    } catch { /* no network, or no service for this browser */ }
    this.show("failed");
  }

  async subscribe() {
    await navigator.serviceWorker.register("/sw.js");
    const { pushManager } = await navigator.serviceWorker.ready;
    await (await pushManager.getSubscription())?.unsubscribe(); // one that somebody else asked for, or with another key
    return pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: bytes(this.dataset.key) });
  }

  send(mine) {
    const { endpoint, keys } = mine.toJSON();
    const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
    const said = { csrfmiddlewaretoken: token, submission: crypto.randomUUID(), endpoint, ...keys };
    return fetch(this.dataset.to, { method: "POST", body: new URLSearchParams(said) });
  }
}
customElements.define("ransel-push", Push);

// The worker looks whether the browser still has the address we know of, where somebody is logged in.
const looks = async () => {
  const worker = (await navigator.serviceWorker?.getRegistration())?.active;
  if (able() && Notification.permission === "granted") worker?.postMessage("address");
};
if (document.querySelector("ransel-login")) looks().catch(() => {});

document.addEventListener("submit", ({ target }) => {
  if (!target.action.endsWith("/logout/")) return;
  subscription().then((mine) => mine?.unsubscribe()).catch(() => {});
  globalThis.caches?.delete("push").catch(() => {});
}, true);
