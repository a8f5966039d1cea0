/* A move goes to its own address: whoever has unsaved changes in the form is asked before they are left behind. */
addEventListener("DOMContentLoaded", () => {
  const record = document.querySelector("#content-main > form");
  if (!record) return;
  const content = () => new URLSearchParams(new FormData(record)).toString();
  const asOpened = content();
  for (const move of document.querySelectorAll("[data-move]")) {
    move.addEventListener(move.matches("a") ? "click" : "submit", (event) => {
      if (content() !== asOpened && !confirm(move.dataset.move)) event.preventDefault();
    });
  }
});
