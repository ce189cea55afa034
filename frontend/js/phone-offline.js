// The page that stands in for a guardian's pages without network: what can be said there is chosen, and lies on the
// phone until it is sent. Once the network is back the page that was asked for is fetched.
import { about, able, standsIn, wait } from "./phone.js";
import { calls, show, word, words } from "./phone-shows.js";

const form = () => document.getElementById("phone-form");
const chosen = (name) => form().querySelector(`[name=${name}]:checked:not(:disabled)`)?.value;
const does = (child, kind, mode) => child.does.includes(kind) && (kind !== "leaving" || mode !== "walks_home" || child.alone);

const draw = async () => {
  const me = await about();
  const children = me?.children ?? [];
  document.getElementById("phone-none").hidden = Boolean(children.length);
  form().hidden = !children.length;
  form().querySelectorAll("[name=kind], [value=walks_home]").forEach((radio) => {
    const [kind, mode] = radio.name === "kind" ? [radio.value] : ["leaving", radio.value];
    radio.closest("label").hidden = radio.disabled = !children.some((one) => does(one, kind, mode));
  });
  document.getElementById("phone-children").replaceChildren(...children.map((child, number) => {
    const row = words("choice");
    row.querySelector("input").value = child.id;
    row.querySelector("input").checked = children.length === 1;
    row.querySelector(".r-avatar").dataset.kid = child.colour;
    row.querySelector(".r-avatar").textContent = child.name ? [...child.name][0] : String(number + 1);
    row.querySelector("[data-called]").textContent = calls(me, child.id);
    return row;
  }));
  await suit();
};
// Of whom it can not be said is not to be chosen.
const suit = async () => {
  const children = (await about())?.children ?? [];
  document.getElementById("phone-children").querySelectorAll("input").forEach((box) => {
    const child = children.find((one) => one.id === box.value);
    box.closest("label").hidden = box.disabled = !does(child, chosen("kind"), chosen("mode"));
  });
};

const ONE = { absence: ["when", "first_day", "last_day", "reason"], leaving: ["mode", "at", "by"], note: ["slept", "breakfast", "mood"] };
const missing = (kind, said, children) => {
  if (!children.length) return "who";
  if (kind === "absence" && said.when === "other" && !said.first_day) return "first";
  if (kind === "leaving" && said.mode !== "picked_up" && !said.at) return "when";
  return kind === "note" && !Object.keys(said).length ? "what" : "";
};
const keep = async () => {
  const [data, kind] = [new FormData(form()), chosen("kind")];
  const said = Object.fromEntries(ONE[kind].filter((name) => data.get(name)).map((name) => [name, data.get(name)]));
  const children = data.getAll("children");
  const fault = missing(kind, said, children);
  document.getElementById("phone-missing").textContent = fault && word(`missing-${fault}`);
  if (fault) return;
  for (const child of children) await wait(kind, kind === "leaving" ? { child, ...said } : { children: [child], ...said });
  form().reset();
  form().dispatchEvent(new Event("change", { bubbles: true }));
  begun = false;
  await draw();
  await show();
  window.scrollTo(0, 0);
};

let begun = false; // something is chosen that is not kept yet: the page is not taken away
const back = () => (location.pathname === standsIn().dataset.here ? location.replace("/home/") : location.reload());
const look = () => fetch("/healthz", { cache: "no-store" }).then((answer) => {
  if (answer.ok) begun ? document.getElementById("phone-back").hidden = false : back();
}).catch(() => {});
document.addEventListener("DOMContentLoaded", () => {
  if (!standsIn() || !able) return;
  draw().then(show);
  form().addEventListener("change", suit);
  form().addEventListener("input", () => { begun = true; });
  form().addEventListener("submit", (event) => { event.preventDefault(); form().removeAttribute("data-sending"); keep(); });
  setInterval(look, 2_000);
});
