// A list that has just moved takes no tap for a moment: the second of a double tap would hit another child.
let movedAt = 0;
document.addEventListener("htmx:after:swap", () => { movedAt = performance.now(); });
window.addEventListener("submit", (event) => {
  if (!event.target.closest(".r-board") || performance.now() - movedAt > 600) return;
  event.preventDefault();
  event.stopImmediatePropagation();
}, true);
