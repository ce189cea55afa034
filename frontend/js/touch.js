// What is tapped moves, and another lies under the finger: a second touch of the same glove, there, is none. A mouse and a
// keyboard do not tremble.
const SAME_SPOT = 32; // pixels
const AT_ONCE = 700; // milliseconds
let touched = null;
document.addEventListener("click", (event) => {
  if (event.pointerType !== "touch" || !event.target.closest("[data-moves] button")) return;
  const before = touched;
  touched = { x: event.clientX, y: event.clientY, at: event.timeStamp };
  if (!before || event.timeStamp - before.at > AT_ONCE) return;
  if (Math.hypot(event.clientX - before.x, event.clientY - before.y) > SAME_SPOT) return;
  event.preventDefault();
  event.stopImmediatePropagation();
}, true);
