// What a guardian calls the children on this phone: chosen here, kept here, and sent nowhere.
import { about, able, keepAbout } from "./phone.js";
import { ready } from "./phone-page.js";

const page = () => document.getElementById("phone-names");
const boxes = () => [...page().querySelectorAll("input")];
const fill = async () => {
  const names = new Map(((await about())?.children ?? []).map((one) => [one.id, one.name]));
  boxes().forEach((box) => { box.value = names.get(box.dataset.child) ?? ""; });
};
const keep = async (names) => {
  const me = await about();
  await keepAbout({ ...me, children: me.children.map((one) => ({ ...one, name: names.get(one.id) ?? "" })) });
  await fill();
  page().querySelector("[role=status]").textContent = page().dataset[[...names.values()].some(Boolean) ? "kept" : "gone"];
};
document.addEventListener("DOMContentLoaded", () => {
  if (!page() || !able) return;
  page().hidden = false;
  document.getElementById("phone-unable").remove();
  ready.then(fill);
});
document.addEventListener("click", ({ target }) => {
  if (!page()) return;
  if (target.closest("[data-keeps-names]")) keep(new Map(boxes().map((box) => [box.dataset.child, box.value.trim()])));
  else if (target.closest("[data-forgets-names]")) keep(new Map());
});
