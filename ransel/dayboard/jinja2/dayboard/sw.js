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
