// Without network a tap on a child waits, with its own time and id; and what a board keeps is kept, shown and forgotten.
import { able, dropTap, forgetLists, forgetOld, keepTap, listOf } from "./keep.js";
import { send } from "./send.js";
import { standIn } from "./standin.js";
import { childOf, groupHere, keep, place, show, standsIn } from "./waits.js";

const redraw = () => (standsIn() ? standIn() : show());
const queue = async (child, verb, id = crypto.randomUUID()) => {
  await keepTap({ id, group: groupHere(), child, verb, at: new Date().toISOString() });
  await redraw();
};

const isTap = (form, verb) => place() && form?.matches?.(".r-kid-form") && ["come", "leave"].includes(verb);
document.addEventListener("submit", (event) => {
  const { target: form, submitter } = event;
  if (able && form.action.endsWith("/logout/")) forgetLists();
  if (!isTap(form, submitter?.value) || (navigator.onLine && !form.dataset.waits)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  form.removeAttribute("data-sending");
  queue(childOf(form), submitter.value).then(send);
}, true);
// The network was said to be there, and was not; or the tap came there, and the answer was lost: then it is known there
// by the submission of its form. The next tap of the form is another one.
document.addEventListener("htmx:error", ({ detail }) => {
  const { sourceElement: form, request } = detail.ctx ?? {};
  const verb = request?.body?.get?.("verb");
  if (!isTap(form, verb)) return;
  form.elements.submission.value = crypto.randomUUID();
  queue(childOf(form), verb, request.body.get("submission"));
});
document.addEventListener("click", ({ target }) => {
  const [undo, tap] = [target.closest("[data-unqueue]"), target.closest("[data-tap]")];
  if (undo) dropTap(undo.closest(".r-kid-form").dataset.waits).then(redraw);
  else if (tap && place()) queue(childOf(tap), tap.value);
});

const all = async () => {
  if (!able) return;
  await (document.querySelector("[data-forgets]") ? forgetLists() : forgetOld());
  if (standsIn() && !(groupHere() && (await listOf(groupHere())))) await standIn();
  if (!place() || standsIn()) return;
  await keep();
  await show();
  await send();
};
const back = () => { if (standsIn()) location.reload(); };
const look = () => { if (standsIn()) fetch("/healthz", { cache: "no-store" }).then(back).catch(() => {}); };
document.addEventListener("DOMContentLoaded", () => (standsIn() && able ? forgetOld().then(standIn) : all()));
document.addEventListener("DOMContentLoaded", () => {
  if (place()) navigator.serviceWorker?.register("/sw.js").catch(() => {});
});
document.addEventListener("htmx:after:swap", all);
window.addEventListener("offline", () => { if (able) show(); });
window.addEventListener("online", () => { back(); all(); });
document.addEventListener("visibilitychange", () => { if (!document.hidden) all(); });
setInterval(all, 60_000);
setInterval(look, 2_000); // the network may come back a moment after it is said to
