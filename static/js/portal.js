// Comforts on top of pages that work without them. One listener per event on the document, so swapped parts need no wiring.
"use strict";

const openFolds = () => [...document.querySelectorAll("#list details[id]")].map((fold) => [fold.id, fold.open]);
let foldsBeforeSwap = [];
let focusBeforeSwap = "";

document.addEventListener("htmx:beforeSwap", () => {
  foldsBeforeSwap = openFolds();
  focusBeforeSwap = document.activeElement.closest("#list") ? document.activeElement.id : "";
});

// The new list replaces the old one: keep what was open open, keep the reader's place, and say what changed.
document.addEventListener("htmx:afterSettle", () => {
  const list = document.getElementById("list");
  if (!list) return;
  for (const [id, open] of foldsBeforeSwap) {
    const fold = document.getElementById(id);
    if (fold && !fold.classList.contains("menu")) fold.open = open;
  }
  foldsBeforeSwap = [];
  if (document.activeElement === document.body) {
    (document.getElementById(focusBeforeSwap) || document.getElementById("results")).focus({ preventScroll: true });
  }
  document.getElementById("announce").textContent = list.dataset.announce;
  reveal();
});

// A refused or lost request is followed as a plain link: the reader then sees the server's own page about it.
for (const event of ["htmx:responseError", "htmx:sendError"]) {
  document.addEventListener(event, ({ detail }) => location.assign(detail.pathInfo.finalRequestPath));
}

document.addEventListener("click", ({ target }) => {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!menu.contains(target)) menu.open = false;
  }
  const copy = target.closest("[data-copies]");
  if (copy) copyField(copy);
  if (target.closest("[data-prints]")) window.print();
  const theme = target.closest("[data-theme-choice] button");
  if (theme) setTheme(theme.value);
});

document.addEventListener("keydown", ({ key }) => {
  const menu = key === "Escape" && document.querySelector("details.menu[open]");
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});

document.addEventListener("input", ({ target }) => {
  const choices = target.dataset.narrows && document.getElementById(target.dataset.narrows);
  if (!choices) return;
  const wanted = plain(target.value);
  for (const row of choices.children) row.hidden = !plain(row.textContent).includes(wanted);
});

// "São Tomé" is found by "sao tome".
function plain(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().trim();
}

async function copyField(button) {
  const field = document.getElementById(button.dataset.copies);
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
    button.textContent = button.dataset.done;
    document.getElementById("announce").textContent = button.dataset.done;
  } catch {
    // No right to the clipboard: the address stays selected, ready to be copied by hand.
  }
}

function setTheme(value) {
  document.documentElement.dataset.theme = value;
  try {
    localStorage.setItem("theme", value);
  } catch {
    // Storage is switched off: the choice holds for this page.
  }
  showTheme();
}

function showTheme() {
  const current = document.documentElement.dataset.theme || "auto";
  for (const button of document.querySelectorAll("[data-theme-choice] button")) {
    button.setAttribute("aria-pressed", String(button.value === current));
  }
}

// Controls that only work with this script are hidden until it runs.
function reveal() {
  for (const control of document.querySelectorAll("[data-copies], [data-prints], [data-theme-choice]")) control.hidden = false;
}

reveal();
showTheme();
