// Taps that waited are sent, a batch at a time. Each is let go of when it is answered, and not before.
import { dropTap, tapsOf } from "./keep.js";
import { groupHere, place, show, standsIn, words } from "./waits.js";

const MOST = 100; // in one batch
let busy = false;
export const send = async () => {
  const token = document.querySelector("[name=csrfmiddlewaretoken]")?.value;
  if (busy || !place() || standsIn() || !token || !navigator.onLine) return;
  busy = true;
  const answers = [];
  try {
    for (let waiting = await tapsOf(groupHere()); waiting.length; waiting = await tapsOf(groupHere())) {
      const batch = waiting.slice(0, MOST).map(({ id, child, verb, at }) => ({ id, child, verb, at }));
      const said = { csrfmiddlewaretoken: token, now: new Date().toISOString(), taps: JSON.stringify(batch) };
      const answer = await fetch(place().dataset.to, { method: "POST", body: new URLSearchParams(said) });
      const taps = answer.ok ? (await answer.json()).taps : {};
      if (!Object.keys(taps).length) break;
      for (const id of Object.keys(taps)) await dropTap(id);
      answers.push(...Object.values(taps));
    }
  } catch { /* the network is gone again, or the login: they wait */ }
  busy = false;
  if (answers.length) tell(answers);
  await show();
};
const tell = (answers) => {
  const place = document.getElementById("queue-result");
  place.replaceChildren();
  ["listed", "refused"].forEach((outcome) => {
    const many = answers.filter((one) => one.outcome === outcome).length;
    if (!many) return;
    place.append(words(outcome));
    place.lastElementChild.querySelector("[data-count]").textContent = String(many);
  });
  document.body.dispatchEvent(new Event("ransel:again"));
};

