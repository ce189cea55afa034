// What lies on the device, encrypted by a key that this browser made and can not hand out. Each vault is a database of
// its own, so that one can go with its key and leave the other.
export const able = Boolean(globalThis.indexedDB && globalThis.crypto?.subtle);

export const vault = (called, ...stores) => {
  let gone = false;
  const opened = () => new Promise((done, failed) => {
    if (gone) return; // the page is on its way out: what still asks is not answered
    const request = indexedDB.open(called, 1);
    request.onupgradeneeded = () => ["keys", ...stores].forEach((name) => request.result.createObjectStore(name));
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
  // Of two pages that make one at once, both use the one that got there first.
  const key = async () => {
    const known = await get("keys", "board");
    if (known) return known;
    const made = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
    await within("keys", "readwrite", (all) => all.add(made, "board")).catch(() => {});
    return get("keys", "board");
  };
  return {
    get,
    put: (store, name, value) => within(store, "readwrite", (all) => all.put(value, name)),
    drop: (store, name) => within(store, "readwrite", (all) => all.delete(name)),
    all: (store) => within(store, "readonly", (all) => all.getAll()),
    names: (store) => within(store, "readonly", (all) => all.getAllKeys()),
    sealed: async (value) => {
      const iv = crypto.getRandomValues(new Uint8Array(12));
      const text = new TextEncoder().encode(JSON.stringify(value));
      return { iv, data: await crypto.subtle.encrypt({ name: "AES-GCM", iv }, await key(), text) };
    },
    unsealed: async ({ iv, data }) => {
      const text = await crypto.subtle.decrypt({ name: "AES-GCM", iv }, await key(), data);
      return JSON.parse(new TextDecoder().decode(text));
    },
    // With its key, and until the next page nothing is kept again.
    wipe: () => new Promise((done) => {
      gone = true;
      const request = indexedDB.deleteDatabase(called);
      request.onsuccess = request.onerror = request.onblocked = done;
    }),
  };
};
