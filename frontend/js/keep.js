// What a board keeps on the device: its last list until the unit closes, and taps that wait for the network. Allergies
// and phones never come here.
import { vault } from "./vault.js";

export { able } from "./vault.js";
const { get, put, drop, all, names, sealed, unsealed } = vault("ransel", "lists", "taps");

export const keepList = async (list) => put("lists", list.group, { until: list.until, ...(await sealed(list)) });
export const listOf = async (group) => {
  const found = await get("lists", group);
  return found && found.until > Date.now() ? unsealed(found) : null;
};
export const forgetLists = async (which = () => true) => {
  for (const name of await names("lists")) if (which(await get("lists", name))) await drop("lists", name);
};
export const forgetOld = () => forgetLists((list) => !list || list.until <= Date.now());

export const keepTap = async (tap) => put("taps", tap.id, await sealed(tap));
export const dropTap = (id) => drop("taps", id);
export const tapsOf = async (group) => {
  const taps = await Promise.all((await all("taps")).map(unsealed));
  return taps.filter((tap) => tap.group === group).sort((one, other) => one.at.localeCompare(other.at));
};
