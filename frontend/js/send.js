// Taps that waited are sent, a batch at a time. Each is let go of when it is answered, and not before: one that is
// refused holds up no other. Where they are not answered they wait, and the board says why.
import { dropTap, tapsOf } from "./keep.js";
import { groupHere, place, show, standsIn, words } from "./waits.js";

const MOST = 100; // in one batch
let busy = false;
export const send = async () => {
  const token = document.querySelector("[name=csrfmiddlewaretoken]")?.value;
  if (busy || !place() || standsIn() || !token || !navigator.onLine) return;
  busy = true;
  const answers = [];
  let fault = "";
  try {
    for (let waiting = await tapsOf(groupHere()); waiting.length; waiting = await tapsOf(groupHere())) {
      const batch = waiting.slice(0, MOST).map(({ id, child, verb, at }) => ({ id, child, verb, at }));
      const said = { csrfmiddlewaretoken: token, now: new Date().toISOString(), taps: JSON.stringify(batch) };
      const answer = await fetch(place().dataset.to, { method: "POST", body: new URLSearchParams(said) });
      const shut = answer.redirected || [401, 403, 404].includes(answer.status); // sent on to where one logs in, too
      if (shut || !answer.ok) { fault = shut ? "shut" : "failed"; break; }
      const { taps } = await answer.json();
      for (const id of Object.keys(taps)) await dropTap(id);
      answers.push(...Object.values(taps));
      if (!Object.keys(taps).length) break;
    }
  } catch { /* the network is gone again: they wait */ }
  busy = false;
  tell(answers, fault, (await tapsOf(groupHere())).length);
  await show();
};
const tell = (answers, fault, waiting) => { // what stands there already is not read out once more
  const place = document.getElementById("queue-result");
  ["listed", "refused", "shut", "failed"].forEach((what) => {
    const [there, isFault] = [place.querySelector(`[data-said=${what}]`), ["shut", "failed"].includes(what)];
    const many = isFault ? (what === fault) * waiting : answers.filter((one) => one.outcome === what).length;
    if (!many && (isFault || answers.length)) there?.remove();
    if (!many) return;
    if (!there) place.append(words(what));
    (there ?? place.lastElementChild).dataset.said = what;
    place.querySelector(`[data-said=${what}] [data-count]`).textContent = String(many);
  });
  if (answers.length) document.body.dispatchEvent(new Event("ransel:again"));
};
