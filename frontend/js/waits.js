// How a board shows what waits for the network, and what of it is kept on the device.
import { able, forgetLists, keepList, listOf, tapsOf } from "./keep.js";

export const place = () => able && document.getElementById("queue"); // on the board, and on the page that stands in
export const standsIn = () => document.getElementById("offline");
export const groupHere = () => location.pathname.match(/^\/work\/groups\/([0-9a-f-]{36})\/$/)?.[1];
export const words = (name) => document.getElementById(`queue-${name}`).content.cloneNode(true);
export const clockTime = (at) => (
  new Date(at).toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" })
);
export const childOf = (form) => form.closest("li").id.slice("kid-".length);

let drawn = ""; // when what was kept last was drawn
// The board was seen with network: a roll call without it is over, and the next one begins with no ticks.
export const keep = async () => {
  const seen = document.querySelector("[data-keeps]");
  if (!seen || seen.dataset.drawn === drawn) return;
  drawn = seen.dataset.drawn;
  const children = [...document.querySelectorAll("form.r-kid-form")].map((form) => ({
    id: childOf(form),
    name: form.dataset.called,
    status: form.querySelector(".r-kid").dataset.status,
  }));
  const left = Number(seen.dataset.left);
  if (left <= 0) return forgetLists();
  const said = { group: groupHere(), name: seen.dataset.keeps, until: Date.now() + left, ends: seen.dataset.ends, seen: Date.now() };
  await keepList({ ...said, children });
};

// The tile says at once what was tapped, and that it waits.
const before = new WeakMap(); // what a tile showed until then
const mark = (form, { id, verb, at }) => {
  const kid = form.querySelector(".r-kid");
  const [status, next] = verb === "come" ? ["here", "leave"] : ["left", "come"];
  if (!before.has(form)) before.set(form, { nodes: [...form.childNodes].map((node) => node.cloneNode(true)) });
  form.dataset.waits = id;
  kid.dataset.status = status;
  kid.value = next;
  kid.querySelector(".r-kid__mark").replaceChildren();
  kid.querySelector(".r-kid__act").replaceChildren(words(next));
  kid.querySelector(".r-meta").replaceChildren(words(`waits-${verb}`));
  kid.querySelector(".r-meta time").textContent = clockTime(at);
  form.querySelector(".r-undo")?.remove();
  form.append(words("undo"));
};
const unmark = (form) => {
  if (before.has(form) && form.querySelector("[data-unqueue]")) form.replaceChildren(...before.get(form).nodes);
  before.delete(form);
  delete form.dataset.waits;
};

export const show = async () => {
  if (!place()) return;
  const [taps, list] = [await tapsOf(groupHere()), await listOf(groupHere())];
  const last = new Map(taps.map((tap) => [tap.child, tap]));
  document.querySelectorAll(".r-kid-form").forEach((form) => {
    const tap = last.get(childOf(form));
    const stands = form.querySelector("[data-unqueue]") && form.dataset.waits === tap?.id;
    if (before.has(form) && !stands) unmark(form);
    if (tap && !stands) mark(form, tap);
  });
  const banner = document.getElementById("queue-now");
  banner.replaceChildren(...(taps.length || !navigator.onLine || standsIn() ? [words("banner")] : []));
  banner.querySelector("[data-count]")?.replaceChildren(String(taps.length));
  banner.querySelector("[data-until]")?.replaceChildren(list ? list.ends : "–");
};
