// Passkeys: the browser speaks to the device, the form carries its answer. Three kinds of form: data-passkey="create",
// "get" and "login"; the last asks the server for its question when it is needed, because anybody may see that page.
"use strict";

const { PublicKeyCredential } = window;
const canPasskeys = Boolean(PublicKeyCredential?.parseCreationOptionsFromJSON);

for (const part of document.querySelectorAll("[data-needs-passkeys]")) part.hidden = !canPasskeys;

async function question(form) {
  if (form.dataset.passkey !== "login") return JSON.parse(document.getElementById("passkey-data").textContent);
  const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}

async function answerOf(form) {
  const asked = await question(form);
  if (form.dataset.passkey !== "create") {
    const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(asked.request_options.publicKey);
    return navigator.credentials.get({ publicKey });
  }
  const options = asked.creation_options.publicKey;
  const alone = form.elements.passwordless?.checked ?? false;
  options.authenticatorSelection = {
    ...options.authenticatorSelection,
    residentKey: alone ? "required" : "discouraged",
    requireResidentKey: alone,
    ...(alone && { userVerification: "required" }),
  };
  return navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) });
}

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.dataset.passkey) return;
  event.preventDefault();
  const failed = document.querySelector("[data-passkey-failed]");
  failed.hidden = true;
  try {
    form.elements.credential.value = JSON.stringify((await answerOf(form)).toJSON());
  } catch {
    failed.hidden = false; // The person cancelled, or the device knows no passkey for this account.
    return;
  }
  form.submit();
});
