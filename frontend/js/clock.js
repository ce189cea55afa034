// The clock of the board: the server's time, which the demo may have moved. Without this script it stands still.
class Clock extends HTMLElement {
  connectedCallback() {
    this.ahead = Number(this.dataset.now) - Date.now();
    this.timer = setInterval(() => this.show(), 1000);
    this.show();
  }

  disconnectedCallback() {
    clearInterval(this.timer);
  }

  show() {
    const options = { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: "Europe/Oslo" };
    const text = new Intl.DateTimeFormat("nb", options).format(new Date(Date.now() + this.ahead)).replace(".", ":");
    const face = this.querySelector("time");
    if (face.textContent !== text) face.textContent = text;
  }
}
customElements.define("ransel-clock", Clock);
