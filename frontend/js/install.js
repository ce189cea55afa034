// Where the browser can put us on the home screen by itself, one button does it; and then the step is done.
let asks;
const place = () => document.querySelector("[data-install]");
const show = () => { if (place()) place().hidden = !asks; };
const done = () => place()?.parentElement.querySelector("form")?.requestSubmit();
window.addEventListener("beforeinstallprompt", (event) => {
  if (!place()) return;
  event.preventDefault();
  asks = event;
  show();
});
window.addEventListener("appinstalled", done);
document.addEventListener("click", ({ target }) => { if (target.closest("[data-install]")) asks?.prompt(); });
document.addEventListener("DOMContentLoaded", () => { if (matchMedia("(display-mode: standalone)").matches) done(); });
