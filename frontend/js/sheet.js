// The quick menu opens over the page; without this script its link leads to a page that says the same.
document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-opens]");
  const sheet = opener && document.getElementById(opener.dataset.opens);
  if (sheet) {
    event.preventDefault();
    sheet.showModal();
  } else if (event.target.closest("[data-closes]") || event.target.matches("dialog[open]")) {
    event.preventDefault();
    event.target.closest("dialog").close();
  }
});

// A page to be printed has a button for it: an installed app has no menu of the browser.
const canPrint = () => {
  document.querySelectorAll("[data-prints][hidden]").forEach((button) => { button.hidden = false; });
  document.querySelectorAll("[data-unless-script]").forEach((words) => { words.hidden = true; });
};
document.addEventListener("DOMContentLoaded", canPrint);
document.addEventListener("click", (event) => { if (event.target.closest("[data-prints]")) print(); });
