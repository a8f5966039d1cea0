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

/* Select2 puts a box of its own in place of a look-up, without the field's name: here it gets it, then what is chosen. */
const nameOf = (select) => select.getAttribute("aria-label") ?? select.labels[0]?.textContent.replace(/:\s*$/, "") ?? "";

const nameLookUps = (within) => {
  for (const select of within.querySelectorAll("select.select2-hidden-accessible")) {
    const box = select.nextElementSibling?.querySelector("[role=combobox]");
    const chosen = box?.querySelector("[role=textbox]");
    if (!chosen) continue;
    select.setAttribute("aria-label", nameOf(select));
    chosen.removeAttribute("role");
    chosen.removeAttribute("aria-readonly");
    box.setAttribute("aria-labelledby", `${select.id} ${chosen.id}`);
  }
};

const jQuery = window.django?.jQuery;
if (jQuery) {
  jQuery(() => nameLookUps(document)); // after Django's own, which was loaded before and makes the boxes
  document.addEventListener("formset:added", (event) => nameLookUps(event.target));
  jQuery(document).on("select2:open", (event) => {
    for (const part of document.querySelectorAll(".select2-dropdown :is([role=searchbox], [role=listbox])"))
      part.setAttribute("aria-label", nameOf(event.target));
  });
}
