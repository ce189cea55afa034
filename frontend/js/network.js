// Without an answer nothing is sent and nothing new is seen. It is said at once, and taken back when it is over.
const said = () => document.getElementById("network");
const say = (what) => {
  const place = said();
  if (!place || place.dataset.says === what) return;
  place.dataset.says = what;
  place.replaceChildren(...(what ? [document.getElementById(`network-${what}`).content.cloneNode(true)] : []));
};
const again = () => {
  say("");
  document.body.dispatchEvent(new Event("ransel:again"));
};
window.addEventListener("offline", () => say("old"));
window.addEventListener("online", again);
window.addEventListener("ransel:kept", () => say("old")); // it waits on the phone, and that is said at the top
document.addEventListener("htmx:error", ({ detail }) => {
  if (detail.ctx?.sourceElement?.matches(".r-kid-form")) say("old"); // a tap waits, and that is said where it was tapped
  else if (detail.ctx) say(detail.ctx.request.method === "POST" ? "unsent" : "old");
});
document.addEventListener("htmx:after:request", () => say(""));
