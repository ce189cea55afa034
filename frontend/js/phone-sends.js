// What waited is sent, a batch at a time. It is let go of when it is answered, and not before; what is refused stays,
// with why, until its sender has read it.
import { about, dropItem, items, keepItem, place, standsIn } from "./phone.js";
import { answers, describe, show, words } from "./phone-shows.js";

const MOST = 100; // in one batch
let busy = false;
const waiting = async (whose) => (await items(whose)).filter((one) => !one.refused);
export const sendAll = async () => {
  const { whose, to, token } = place().dataset;
  if (busy || !whose || standsIn() || !navigator.onLine) return;
  busy = true;
  let fault = "";
  try {
    for (let left = await waiting(whose); left.length && !fault; left = await waiting(whose)) {
      fault = await sendSome(left.slice(0, MOST), to, token);
    }
  } catch { /* the network is gone again: they wait */ }
  busy = false;
  const said = document.getElementById("phone-fault");
  if (said.dataset.says !== fault) said.replaceChildren(...(fault ? [words(fault)] : []));
  said.dataset.says = fault;
  await show();
};
const sendSome = async (some, to, token) => {
  const batch = some.map(({ id, kind, at, said }) => ({ id, kind, at, said }));
  const body = new URLSearchParams({ csrfmiddlewaretoken: token, now: new Date().toISOString(), items: JSON.stringify(batch) });
  const answer = await fetch(to, { method: "POST", body });
  if (answer.redirected || [401, 403, 404].includes(answer.status)) return "shut"; // sent on to where one logs in, too
  if (!answer.ok) return "failed";
  const { items: told, ring } = await answer.json();
  const known = some.filter(({ id }) => told[id]);
  for (const item of known) await settle(item, { ...told[item.id], ring });
  if (known.some(({ id }) => told[id].sent)) document.body.dispatchEvent(new Event("ransel:again"));
  return known.length ? "" : "failed";
};
const settle = async (item, told) => {
  if (!told.sent) {
    answers.set(item.id, told);
    return keepItem({ ...item, refused: told.why });
  }
  await dropItem(item.id);
  const line = words("sent-one");
  line.querySelector("[data-what]").textContent = describe(await about(), item);
  line.querySelector("time").textContent = told.at;
  line.querySelector("a").href = told.url;
  if (told.why !== "partly") line.querySelector("[data-partly]").remove();
  document.getElementById("phone-sent").append(line);
};
