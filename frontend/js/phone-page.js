// On guardians' pages: what lies on the phone is theirs who is logged in, is shown, and is sent. The form of an absence
// has no words of one's own in it; sent without network, it waits as well.
import { able, belongsTo, keepChildren, place, standsIn, wait } from "./phone.js";
import { show } from "./phone-shows.js";
import { sendAll } from "./phone-sends.js";

// The page that stands in is kept in one language: the reader's.
const inTheirWords = async () => {
  const address = place().dataset.standIn;
  const kept = await caches.match(address);
  if (!kept || (await kept.text()).includes(`<html lang="${document.documentElement.lang}"`)) return;
  const name = (await caches.keys()).find((one) => one.startsWith("ransel-"));
  await (await caches.open(name)).add(address);
};
let known;
export const ready = new Promise((done) => { known = done; }); // the children are kept as the page has them
const begin = async () => {
  const { whose } = place().dataset;
  await belongsTo(whose);
  const seen = document.querySelector("[data-children]");
  if (seen) await keepChildren(whose, JSON.parse(seen.dataset.children));
  known();
  if (!navigator.serviceWorker) return;
  await navigator.serviceWorker.register("/sw.js");
  await inTheirWords();
};
const all = async () => {
  if (!place() || standsIn()) return;
  await show();
  await sendAll();
};

const ONE = ["when", "first_day", "last_day", "how_long", "from_time", "to_time", "reason", "ask_again", "ask_at"];
const whole = ({ children, when, first_day: first, how_long: long, from_time: from, to_time: to }) => (
  children.length && (when !== "other" || first) && (long !== "part" || (from && to))
);
const later = (form, data, id) => {
  const said = { children: data.getAll("children") };
  ONE.filter((name) => data.get(name)).forEach((name) => { said[name] = data.get(name); });
  if (!whole(said)) return false;
  form.elements.submission.value = crypto.randomUUID(); // what is sent next is another one
  wait("absence", said, id).then(all).then(() => {
    window.dispatchEvent(new Event("ransel:kept"));
    window.scrollTo(0, 0);
  });
  return true;
};
const isAbsence = (form) => place() && form?.matches?.(".r-later");
document.addEventListener("submit", (event) => {
  if (!isAbsence(event.target) || navigator.onLine || !later(event.target, new FormData(event.target))) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  event.target.removeAttribute("data-sending");
}, true);
// The network was said to be there, and was not; or it came there and the answer was lost: it bears the same mark.
document.addEventListener("htmx:error", ({ detail }) => {
  const { sourceElement: form, request } = detail.ctx ?? {};
  if (isAbsence(form) && request?.body?.getAll) later(form, request.body, request.body.get("submission"));
});

document.addEventListener("DOMContentLoaded", () => {
  if (able && place() && !standsIn()) begin().catch(() => {}).then(all);
});
window.addEventListener("online", all);
document.addEventListener("visibilitychange", () => { if (!document.hidden) all(); });
setInterval(all, 60_000);
