// A second tap while a form is on its way does nothing; and when it comes back with something wrong, one is told where.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented && !form.hasAttribute("hx-post")) return;
  if (form.dataset.sending) {
    event.preventDefault();
    event.stopImmediatePropagation();
    return;
  }
  form.dataset.sending = "yes";
  setTimeout(() => delete form.dataset.sending, 8000);
}, true);

const done = (event) => event.target.closest?.("form")?.removeAttribute("data-sending");
document.addEventListener("htmx:after:request", done);
document.addEventListener("htmx:error", done);
// A browser that keeps the page in its memory keeps an empty one, and whoever comes back to it fetches it anew.
window.addEventListener("pagehide", (event) => { if (event.persisted) document.body.replaceChildren(); });
window.addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
  document.querySelectorAll("form[data-sending]").forEach((form) => form.removeAttribute("data-sending"));
});

const tellWhatIsWrong = () => document.querySelector("[data-error-summary]")?.focus();
document.addEventListener("DOMContentLoaded", tellWhatIsWrong);
document.addEventListener("htmx:after:swap", tellWhatIsWrong);

// What does not apply to the choice made is put away. Without this script all of it stands open, and nothing is lost.
// "mode=walks_home transport" is for either choice.
const putAway = () => {
  document.querySelectorAll("[data-when]").forEach((part) => {
    const [name, value] = part.dataset.when.split("=");
    const chosen = part.closest("form").querySelector(`[name="${name}"]:checked, select[name="${name}"]`);
    part.hidden = !chosen || !value.split(" ").includes(chosen.value);
  });
  document.querySelectorAll(":is([data-when]) :is(input, select, textarea)").forEach((control) => {
    control.disabled = Boolean(control.closest("[data-when][hidden]")); // what is put away is not sent
  });
  document.querySelectorAll("[data-copies]").forEach((button) => { button.hidden = false; });
  document.querySelectorAll("[data-names-of]").forEach(nameWhoIsChosen);
};

// The button says for whom: "Send for Ella and Sunniva".
const nameWhoIsChosen = (button) => {
  const chosen = [...button.form.querySelectorAll(`[name="${button.dataset.namesOf}"]:checked`)];
  const names = chosen.map((box) => box.dataset.name).filter(Boolean);
  const list = new Intl.ListFormat(document.documentElement.lang, { type: "conjunction" }).format(names);
  button.textContent = names.length ? button.dataset.text.replace("{names}", list) : button.dataset.none;
};

// "As the first day": what the first row says, the rows below it say too. Without this script one fills each.
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-copies]");
  if (!button) return;
  const controls = (row) => [...row.querySelectorAll("select, input:not([type=hidden])")];
  const rows = [...button.closest("form").querySelectorAll("[data-row]")].map(controls);
  rows.slice(1).forEach((row) => row.forEach((control, at) => { control.value = rows[0][at]?.value ?? control.value; }));
  putAway();
});
document.addEventListener("change", putAway);
document.addEventListener("DOMContentLoaded", putAway);
document.addEventListener("htmx:after:swap", putAway);

// What was typed and not sent is not lost by a slip of the thumb: the browser asks before it leaves.
let typed = false;
document.addEventListener("input", (event) => { typed ||= Boolean(event.target.closest("[data-form]")); });
["submit", "ransel:leaves"].forEach((name) => document.addEventListener(name, () => { typed = false; }));
window.addEventListener("ransel:kept", () => { typed = false; }); // it lies on the phone
document.addEventListener("htmx:error", ({ detail }) => { typed ||= detail.ctx?.request.method === "POST"; });
window.addEventListener("beforeunload", (event) => { if (typed) event.preventDefault(); });
