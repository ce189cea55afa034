"""Every store of a browser, searched for canaries: those that a page can read, and the folder on the disk."""

import re
import sqlite3
from collections import Counter
from pathlib import Path

CANARY = re.compile(rb"zq\d{5}qz", re.IGNORECASE)
WIDE = re.compile(rb"z\0q\0(?:\d\0){5}q\0z\0", re.IGNORECASE)  # as V8 and LevelDB keep it: UTF-16

READ = """async () => {
  const text = (value, seen = new Set()) => {
    if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) return new TextDecoder("latin1").decode(value);
    if (!value || typeof value !== "object" || seen.has(value)) return String(value);
    seen.add(value);
    return Object.entries(value).map(([name, one]) => `${name} ${text(one, seen)}`).join(" ");
  };
  const done = (request) => new Promise((good, bad) => {
    request.onsuccess = () => good(request.result);
    request.onerror = () => bad(request.error);
  });
  const said = {
    localStorage: text({ ...localStorage }),
    sessionStorage: text({ ...sessionStorage }),
    "history.state": JSON.stringify(history.state),
    "document.cookie": document.cookie,
    "window.name": window.name,
  };
  for (const { name, version } of await indexedDB.databases()) {
    const database = await done(indexedDB.open(name, version));
    for (const store of database.objectStoreNames) {
      const all = database.transaction(store).objectStore(store);
      const [keys, values] = [await done(all.getAllKeys()), await done(all.getAll())];
      said[`IndexedDB ${name} ${store}`] = text([keys, values]);
    }
    database.close();
  }
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      const body = await (await cache.match(request)).text();
      said[`Cache Storage ${name} ${new URL(request.url).pathname}`] = `${request.url} ${body}`;
    }
  }
  return said;
}"""


class Found:
    """What was searched, and what was found in it."""

    def __init__(self):
        self.stores, self.bytes, self.canaries = Counter(), 0, []

    def search(self, kind, name, content: bytes):
        self.stores[kind] += 1
        self.bytes += len(content)
        met = [match.decode() for match in CANARY.findall(content)]
        met += [match.decode("utf-16-le") for match in WIDE.findall(content)]
        self.canaries += [(kind, name, canary) for canary in met]

    def kinds(self):
        return {kind for kind, _name, _canary in self.canaries}


def in_page(found, page):
    """What scripts of this page's origin can read, and the cookies, also those that they can not."""
    for name, text in page.evaluate(READ).items():
        found.search(" ".join(name.split()[:2]) if name.startswith("Cache") else name.split()[0], name, text.encode())
    for cookie in page.context.cookies():
        found.search("cookies", cookie["name"], f"{cookie['name']} {cookie['value']}".encode())


def on_disk(found, profile: Path):
    """Every byte that a closed browser has left in its folder, as it lies there."""
    for path in sorted(profile.rglob("*")):
        if path.is_file() and not path.is_symlink():
            found.search(f"disk: {_kind(path.relative_to(profile))}", str(path.relative_to(profile)), path.read_bytes())


def _kind(path):
    return path.parts[1] if path.parts[0] == "Default" and len(path.parts) > 1 else path.parts[0]


def remembered(profile: Path):
    """[(address, title)] of the history, as its own list shows them."""
    database = sqlite3.connect(f"file:{profile / 'Default' / 'History'}?mode=ro", uri=True)
    try:
        return database.execute("SELECT url, title FROM urls").fetchall()
    finally:
        database.close()
