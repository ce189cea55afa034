// At logout all of it goes from the phone; what is not sent is said first.
import { able, everything, wipe } from "./phone.js";

const SOON = 1_000; // milliseconds: nobody is kept in by a phone that does not answer
const soon = (promise) => Promise.race([promise, new Promise((done) => { setTimeout(done, SOON); })]).catch(() => {});
document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!able || !form.action.endsWith("/logout/")) return;
  event.preventDefault();
  form.removeAttribute("data-sending");
  const left = ((await soon(everything())) ?? []).filter((one) => !one.refused).length;
  const warning = document.getElementById("phone-unsent");
  if (left && warning && !form.dataset.warned) {
    form.dataset.warned = "yes";
    form.before(warning.content.cloneNode(true));
    form.previousElementSibling.querySelector("[data-count]").textContent = String(left);
    form.scrollIntoView({ block: "center" });
    return;
  }
  await soon(wipe());
  form.submit();
}, true);
