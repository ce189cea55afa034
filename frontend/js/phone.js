// What lies on a guardian's phone: which children there are (ids, colours, and names of the guardian's own choosing if
// they chose any), and what waits for the network or was refused. All of it goes at logout.
import { able, vault } from "./vault.js";

const { get, put, drop, all, sealed, unsealed, wipe } = vault("ransel-phone", "about", "items");
const MONTH = 30 * 24 * 3_600_000; // milliseconds; how long the children are known after they were seen last
const USELESS = 3 * 24 * 3_600_000; // by then nobody takes it any more

export { able, wipe };
export const place = () => able && document.getElementById("phone"); // on guardians' pages, and the one that stands in
export const standsIn = () => document.getElementById("phone-offline");

// Whose phone it is: { whose, children, until }. `whose` tells one login from another, and not who that is.
export const about = async () => {
  const found = await get("about", "me");
  const me = found && (await unsealed(found));
  return me && me.until > Date.now() ? me : null;
};
export const keepAbout = async (me) => put("about", "me", await sealed({ ...me, until: Date.now() + MONTH }));
// The children as they were just seen; the names chosen before stay.
export const keepChildren = async (whose, children) => {
  const before = await about();
  const named = new Map(before?.whose === whose ? before.children.map((one) => [one.id, one.name]) : []);
  await keepAbout({ whose, children: children.map((one) => ({ ...one, name: named.get(one.id) ?? "" })) });
};

export const everything = async () => (
  (await Promise.all((await all("items")).map(unsealed))).sort((one, other) => one.at.localeCompare(other.at))
);
export const items = async (whose) => (await everything()).filter((one) => one.whose === whose);
export const keepItem = async (item) => put("items", item.id, await sealed(item));
export const dropItem = (id) => drop("items", id);
export const wait = async (kind, said, id = crypto.randomUUID()) => {
  const { whose } = place().dataset.whose ? place().dataset : await about();
  await keepItem({ id, whose, kind, said, at: new Date().toISOString() });
};

// Somebody else is logged in: the children of the one before are theirs no more to see, and what they did not send waits
// for them, unseen, until it is of no use.
export const belongsTo = async (whose) => {
  const me = await about();
  if (me?.whose !== whose) await keepAbout({ whose, children: [] });
  for (const one of await everything()) {
    if (one.whose !== whose && Date.parse(one.at) < Date.now() - USELESS) await dropItem(one.id);
  }
};
