// A time that stands there is written over at once; and what was written is shown as it was understood.
const isTime = (control) => control.matches?.('input[inputmode="numeric"][maxlength="5"]');
let entered = null;
document.addEventListener("focusin", (event) => { if (isTime(event.target)) { entered = event.target; entered.select(); } });
document.addEventListener("click", (event) => { if (event.target === entered) entered.select(); entered = null; });
document.addEventListener("focusout", (event) => {
  const said = isTime(event.target) && event.target.value.match(/^\s*(\d{1,2}?)[:.,]?(\d{2})?\s*$/);
  if (said && said[1] < 24 && (said[2] ?? 0) < 60) event.target.value = `${said[1].padStart(2, "0")}:${said[2] ?? "00"}`;
});

// A second time of the day that is put away is not sent.
document.addEventListener("click", (event) => {
  const more = event.target.closest("summary")?.closest("details.r-more[open]");
  more?.querySelectorAll("input").forEach((control) => { control.value = ""; });
});
