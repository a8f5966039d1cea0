// Saves a step of the form while it is typed, by the same request as its button. Without this script the buttons do.
"use strict";

const PAUSE = 1500; // ms without a key before a save
const RETRY = 15000; // ms after a save that did not reach the server
const form = document.querySelector("form[data-autosave]");
const shown = form.querySelector("[data-saved]");
let timer = 0;
let underWay = null;
let sent = typed(); // what the server has, or is about to have

function typed() {
  const data = new FormData(form);
  data.delete("documents"); // files travel by the button only
  for (const name of ["tab", "number", "sequence", "do"]) data.delete(name);
  return new URLSearchParams(data).toString();
}

async function save() {
  clearTimeout(timer);
  timer = 0;
  const words = typed();
  if (words === sent || underWay) return;
  form.elements.sequence.value = Number(form.elements.sequence.value) + 1;
  const body = new URLSearchParams(words);
  for (const name of ["tab", "number", "sequence"]) body.set(name, form.elements[name].value);
  body.set("do", "autosave");
  underWay = new AbortController();
  try {
    const answer = await fetch(form.action, { method: "POST", body, signal: underWay.signal, keepalive: words.length < 60000 });
    const said = await answer.json();
    if (answer.ok) form.elements.number.value = said.number;
    sent = words;
    tell(answer.ok ? localTime() || said.text : said.text, !answer.ok);
  } catch (error) {
    if (error.name === "AbortError") return;
    tell(form.dataset.failed, true);
    timer = setTimeout(save, RETRY);
  } finally {
    underWay = null;
  }
  if (typed() !== sent && !timer) later();
}

function later() {
  clearTimeout(timer);
  timer = setTimeout(save, PAUSE);
}

function tell(words, failed) {
  shown.textContent = words;
  shown.toggleAttribute("data-failed", failed);
}

function localTime() {
  return form.dataset.savedAt && form.dataset.savedAt.replace("%s", new Intl.DateTimeFormat(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" }).format());
}

form.addEventListener("input", later);
form.addEventListener("change", later);
document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") save(); });
window.addEventListener("beforeunload", () => save());

// The button's own save is newer than any on its way: what still arrives of an older one is passed over.
form.addEventListener("submit", () => {
  clearTimeout(timer);
  if (underWay) underWay.abort();
  sent = typed();
  form.elements.sequence.value = Number(form.elements.sequence.value) + 1;
});

// "Add another" leads to the new line's first box.
const target = location.hash && document.getElementById(location.hash.slice(1));
if (target && target.matches("input, select, textarea")) target.focus();
