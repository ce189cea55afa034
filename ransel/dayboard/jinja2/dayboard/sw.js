// The shell alone: looks, script, font, signs, and the page that stands in for a board. Never a page with anybody on it.
const SHELL = {{ shell|tojson }};
const STAND_IN = {{ stand_in|tojson }};
const NAME = "ransel-{{ mark }}";

// A page from the network; without it, the one that stands in. WebKit hangs where one goes back to what a worker answers
// with a redirect: there the page asks once more, past the worker.
const AGAIN = !/Chrome|Firefox/.test(navigator.userAgent) && "<script>location.replace(location.href)</script>";
const asksAgain = new Set();
const answer = (event, standIn) => {
  const { request } = event;
  if (asksAgain.delete(request.url)) return;
  event.respondWith(fetch(request).then((found) => {
    if (!AGAIN || found.type !== "opaqueredirect") return found;
    asksAgain.add(request.url);
    return new Response(AGAIN, { headers: { "Content-Type": "text/html", "Cache-Control": "no-store" } });
  }).catch(() => caches.match(standIn)));
};

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(NAME).then((cache) => cache.addAll([...SHELL, STAND_IN])));
});
self.addEventListener("activate", (event) => {
  const old = (names) => names.filter((name) => name.startsWith("ransel-") && name !== NAME);
  event.waitUntil(caches.keys().then((names) => Promise.all(old(names).map((name) => caches.delete(name)))));
});
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  if (request.mode === "navigate" && /^\/work\/groups\/[0-9a-f-]{36}\/$/.test(pathname)) {
    answer(event, STAND_IN);
  } else if (SHELL.includes(pathname)) {
    event.respondWith(caches.match(pathname).then((kept) => kept || fetch(request)));
  }
});

// Guardians' pages, and the front door, have a page of their own that stands in. Nobody is on it either.
const AT_HOME = {{ at_home|tojson }};
self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(NAME).then((cache) => cache.add(AT_HOME)));
});
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || request.mode !== "navigate" || origin !== location.origin) return;
  if (pathname !== "/" && pathname !== AT_HOME && !/^\/(home|me)\//.test(pathname)) return;
  answer(event, AT_HOME);
});

// Notices: fixed words, and nothing of anyone. The phone says that one came; a tap on it leads to the front door.
self.addEventListener("push", (event) => {
  const { title = "Ransel", body, lang, token } = event.data?.json() ?? {};
  const shown = self.registration.showNotification(title, { body, lang, tag: "ransel", renotify: true, icon: {{ icon|tojson }} });
  const said = { method: "POST", body: new URLSearchParams({ token }), credentials: "omit" };
  event.waitUntil(Promise.allSettled([shown, fetch({{ arrived|tojson }}, said)]));
});
self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const open = self.clients.matchAll({ type: "window" }).then(([one]) => one ? one.focus() : self.clients.openWindow("/"));
  event.waitUntil(open);
});

// A browser whose push service gives it another address goes on being told. We are told by a login that goes on; without
// one, by the next page that is open, and until then the name of the address we know of stays here.
const DESK = {{ renew|tojson }};
const quietly = { "HX-Request": "true", "HX-Request-Type": "partial", "Ransel-Again": "1" }; // it keeps no login awake
const nameOf = async ({ endpoint }) => {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(endpoint));
  return [...new Uint8Array(digest)].map((one) => one.toString(16).padStart(2, "0")).join("");
};
let refused = ""; // the name of one that is of nobody who is logged in: not asked again at every page
const renew = async (old, changed) => {
  const { pushManager } = self.registration;
  const memory = await caches.open("push");
  let before = await (await memory.match(DESK))?.text() ?? "";
  if (!before && old) await memory.put(DESK, new Response(before = await nameOf(old)));
  let mine = await pushManager.getSubscription();
  if (mine ? [before, refused].includes(await nameOf(mine)) : !before && !changed) return;
  const asked = await fetch(DESK, { headers: quietly });
  if (!asked.ok) return;
  const { key, token } = await asked.json();
  mine ??= await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
  const { endpoint, keys } = mine.toJSON();
  const said = { csrfmiddlewaretoken: token, submission: crypto.randomUUID(), before, endpoint, ...keys };
  const { status } = await fetch(DESK, { method: "POST", headers: quietly, body: new URLSearchParams(said) });
  if (status === 422) refused = await nameOf(mine);
  if (status === 204 || (status === 422 && !before)) await memory.put(DESK, new Response(await nameOf(mine)));
};
self.addEventListener("pushsubscriptionchange", (event) => event.waitUntil(renew(event.oldSubscription, true).catch(() => {})));
self.addEventListener("message", (event) => { if (event.data === "address") event.waitUntil(renew().catch(() => {})); });
