// A page that must not lie open: when nobody has touched it for a while, it goes where it is told. The server has closed
// by then; this is for what stands on the screen. Who is writing is told to the server now and then.
const SEEN = ["pointerdown", "keydown", "input", "scroll"];
const EVERY = 20000; // milliseconds between two words to the server
class Idle extends HTMLElement {
  connectedCallback() {
    this.touched = this.told = Date.now();
    this.note = () => this.noted();
    for (const name of SEEN) document.addEventListener(name, this.note, { passive: true, capture: true });
    this.timer = setInterval(() => this.look(), 1000);
  }

  disconnectedCallback() {
    for (const name of SEEN) document.removeEventListener(name, this.note, { capture: true });
    clearInterval(this.timer);
  }

  noted() {
    if (!this.dataset.awake) return;
    this.touched = Date.now();
    if (this.touched - this.told < EVERY) return;
    this.told = this.touched;
    fetch(this.dataset.awake, { cache: "no-store" }).catch(() => {});
  }

  look() {
    if (Date.now() - this.touched >= Number(this.dataset.seconds) * 1000) location.replace(this.dataset.to);
  }
}
customElements.define("ransel-idle", Idle);
