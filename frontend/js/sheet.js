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
