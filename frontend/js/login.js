// A page of somebody's that lies open leaves when their login is over. What a stream keeps awake is told by that; the
// others are told by the tab that logs out, and else they ask: when they are looked at again, and now and then.
const EVERY = 300_000; // milliseconds
const tabs = globalThis.BroadcastChannel && new BroadcastChannel("ransel-logout");
class Login extends HTMLElement {
  connectedCallback() {
    tabs?.addEventListener("message", () => {
      document.dispatchEvent(new Event("ransel:leaves")); // one is out: what was typed here keeps nobody
      this.leave();
    });
    document.addEventListener("visibilitychange", () => this.ask());
    setInterval(() => this.ask(), EVERY);
  }

  async ask() {
    if (document.hidden) return;
    const said = { headers: { Accept: "text/event-stream" }, cache: "no-store" }; // as a stream: to ask is to do nothing
    const { status } = await fetch(this.dataset.asks, said).catch(() => ({}));
    if (status === 401) this.leave();
  }

  leave() { location.replace(this.dataset.to); }
}
customElements.define("ransel-login", Login);

let out = false;
document.addEventListener("submit", ({ target }) => { out = target.action.endsWith("/logout/"); });
window.addEventListener("pagehide", () => { if (out) tabs?.postMessage("out"); });
