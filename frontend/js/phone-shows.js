// What lies on the phone is said plainly, at the top of each page of a guardian, until it is sent or taken away.
import { about, dropItem, items, place, standsIn } from "./phone.js";

const DAY = 24 * 3_600_000;
export const words = (name) => document.getElementById(`phone-${name}`).content.cloneNode(true);
export const word = (name) => (
  document.getElementById("phone-words").content.querySelector(`[data-word="${name}"]`)?.textContent ?? ""
);
const dayName = (at) => new Date(at).toLocaleDateString(document.documentElement.lang, {
  weekday: "long", day: "numeric", month: "long", timeZone: "Europe/Oslo",
});

// A child is called what its guardian chose to call it on this phone, or by a number.
export const calls = (me, id) => {
  const at = me?.children.findIndex((one) => one.id === id) ?? -1;
  return me?.children[at]?.name || `${word("child")} ${at < 0 ? "" : at + 1}`.trim();
};
const days = ({ at, said: { when = "today", first_day: first, last_day: last } }) => {
  if (when === "other") return [first, last || first].filter((one, n, both) => one !== both[n - 1]).map(dayName).join(" – ");
  return dayName(Date.parse(at) + (when === "tomorrow") * DAY);
};
// Ella, Number two · Away · Ill · Tuesday 24 November.
export const describe = (me, item) => {
  const { kind, said } = item;
  const who = (said.children ?? [said.child]).map((id) => calls(me, id)).join(", ");
  const times = [said.from_time, said.to_time].filter(Boolean).join("–") || said.at;
  const coded = ["reason", "mode", "by", "slept", "breakfast", "mood"].filter((name) => said[name]);
  const told = coded.map((name) => word(`${name}-${said[name]}`));
  return [who, word(kind), ...told, times, days(item)].filter(Boolean).join(" · ");
};

const row = (me, item, name) => {
  const drawn = words(name);
  drawn.querySelector("[data-what]").textContent = describe(me, item);
  drawn.querySelector("[data-lets-go]").dataset.letsGo = item.id;
  return drawn;
};
const refusal = (me, item, told) => {
  const drawn = row(me, item, "refused");
  drawn.querySelector("[data-why]").textContent = word(item.refused) || word("rules");
  drawn.querySelector("[data-told]").textContent = told?.said ?? "";
  drawn.querySelector("[data-ring]").replaceChildren(...(told?.ring ?? []).map(([unit, number]) => {
    const line = words("ring");
    line.querySelector("a").href = `tel:${number}`;
    line.querySelector("a").textContent = `${unit} ${number}`;
    return line;
  }));
  return drawn;
};

let shown = "";
export const answers = new Map(); // what was answered in words while this page is open: such is not kept
export const show = async () => {
  const me = await about();
  const whose = place().dataset.whose ?? me?.whose;
  const mine = whose ? await items(whose) : [];
  const [waiting, refused] = [mine.filter((one) => !one.refused), mine.filter((one) => one.refused)];
  const now = JSON.stringify([mine, me?.children, [...answers]]);
  if (now === shown) return; // what stands there is not read out once more
  shown = now;
  const banner = words("waits");
  banner.querySelector("ul").replaceChildren(...waiting.map((item) => row(me, item, "item")));
  const told = refused.map((item) => refusal(me, item, answers.get(item.id)));
  document.getElementById("phone-now").replaceChildren(...(waiting.length ? [banner] : []), ...told);
};

document.addEventListener("click", ({ target }) => {
  const button = place() && target.closest("[data-lets-go]");
  if (!button) return;
  dropItem(button.dataset.letsGo).then(show).then(() => (standsIn() ?? document.getElementById("content"))?.focus());
});
