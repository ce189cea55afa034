// What a board keeps on the device: its last list until the unit closes, and taps that wait for the network. Both are
// encrypted by a key that this browser made and can not hand out. Allergies and phones never come here.
const opened = () => new Promise((done, failed) => {
  const request = indexedDB.open("ransel", 1);
  request.onupgradeneeded = () => ["keys", "lists", "taps"].forEach((name) => request.result.createObjectStore(name));
  request.onsuccess = () => done(request.result);
  request.onerror = () => failed(request.error);
});

const within = async (store, mode, act) => {
  const database = await opened();
  try {
    return await new Promise((done, failed) => {
      const transaction = database.transaction(store, mode);
      const request = act(transaction.objectStore(store));
      transaction.oncomplete = () => done(request?.result);
      transaction.onerror = transaction.onabort = () => failed(transaction.error);
    });
  } finally {
    database.close();
  }
};
const get = (store, name) => within(store, "readonly", (all) => all.get(name));
const put = (store, name, value) => within(store, "readwrite", (all) => all.put(value, name));
const drop = (store, name) => within(store, "readwrite", (all) => all.delete(name));

// Of two pages that make one at once, both use the one that got there first.
const key = async () => {
  const known = await get("keys", "board");
  if (known) return known;
  const made = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
  await within("keys", "readwrite", (all) => all.add(made, "board")).catch(() => {});
  return get("keys", "board");
};

const sealed = async (value) => {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const text = new TextEncoder().encode(JSON.stringify(value));
  return { iv, data: await crypto.subtle.encrypt({ name: "AES-GCM", iv }, await key(), text) };
};
const unsealed = async ({ iv, data }) => {
  const text = await crypto.subtle.decrypt({ name: "AES-GCM", iv }, await key(), data);
  return JSON.parse(new TextDecoder().decode(text));
};

export const able = Boolean(globalThis.indexedDB && globalThis.crypto?.subtle);

export const keepList = async (list) => put("lists", list.group, { until: list.until, ...(await sealed(list)) });
export const listOf = async (group) => {
  const found = await get("lists", group);
  return found && found.until > Date.now() ? unsealed(found) : null;
};
export const forgetLists = async (which = () => true) => {
  const names = await within("lists", "readonly", (all) => all.getAllKeys());
  for (const name of names) if (which(await get("lists", name))) await drop("lists", name);
};
export const forgetOld = () => forgetLists((list) => !list || list.until <= Date.now());

export const keepTap = async (tap) => put("taps", tap.id, await sealed(tap));
export const dropTap = (id) => drop("taps", id);
export const tapsOf = async (group) => {
  const taps = await Promise.all((await within("taps", "readonly", (all) => all.getAll())).map(unsealed));
  return taps.filter((tap) => tap.group === group).sort((one, other) => one.at.localeCompare(other.at));
};
