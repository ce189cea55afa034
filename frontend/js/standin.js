// The page that stands in for a board without network: drawn from the list that was kept, and nothing else.
import { able, keepList, listOf, tapsOf } from "./keep.js";
import { clockTime, groupHere, show, standsIn, words } from "./waits.js";

export const standIn = async () => {
  const page = standsIn();
  const list = able && groupHere() ? await listOf(groupHere()) : null;
  document.getElementById("offline-none").hidden = Boolean(list);
  document.getElementById("offline-list").hidden = !list;
  if (!list) return page.querySelectorAll("ol").forEach((names) => names.replaceChildren());
  document.querySelector("h1").textContent = list.name;
  page.querySelector("[data-seen]").textContent = clockTime(list.seen);
  page.querySelector(".r-kids").replaceChildren(...list.children.map(tile));
  await show();
  await callRoll(list);
};

const tile = ({ id, name, status }) => {
  const row = words("kid").firstElementChild;
  const [kid, next] = [row.querySelector(".r-kid"), status === "here" ? "leave" : "come"];
  row.id = `kid-${id}`;
  kid.dataset.status = status;
  kid.value = next;
  kid.querySelector(".r-kid__act").replaceChildren(words(next));
  kid.querySelector(".r-meta").replaceChildren(words(status));
  kid.querySelector(".r-kid__name").textContent = name;
  return row;
};

// Who is here by the list and by what was tapped since, each with a box. The ticks stay here, and go with the list.
const callRoll = async (list) => {
  const taps = new Map((await tapsOf(list.group)).map((tap) => [tap.child, tap.verb]));
  const here = list.children.filter(({ id, status }) => (taps.has(id) ? taps.get(id) === "come" : status === "here"));
  document.getElementById("offline-roll").replaceChildren(...here.map(({ id, name }) => {
    const row = words("roll").firstElementChild;
    const box = row.querySelector("input");
    row.querySelector("span").textContent = name;
    box.checked = (list.ticks ?? []).includes(id);
    box.addEventListener("change", () => tick(list.group, id, box.checked));
    return row;
  }));
};

const tick = async (group, child, ticked) => {
  const list = await listOf(group);
  if (!list) return standIn();
  const others = (list.ticks ?? []).filter((id) => id !== child);
  await keepList({ ...list, ticks: ticked ? [...others, child] : others });
};

document.addEventListener("click", (event) => {
  if (!event.target.closest("[data-begins]")) return;
  listOf(groupHere()).then((list) => list && keepList({ ...list, ticks: [] })).then(standIn);
});
