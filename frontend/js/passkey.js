// Face or finger: the device shows that it knows who holds it, and its answer goes with the form. Where the browser has
// none of this, or the device has no lock, the form stays hidden and nothing of it is said.
const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (one) => one.charCodeAt(0));
const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer)))
  .replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

const create = async (asked) => {
  const known = asked.excludeCredentials.map((one) => ({ ...one, id: bytes(one.id) }));
  const user = { ...asked.user, id: bytes(asked.user.id) };
  const publicKey = { ...asked, challenge: bytes(asked.challenge), user, excludeCredentials: known };
  const made = await navigator.credentials.create({ publicKey });
  const transports = made.response.getTransports?.() ?? [];
  return told(made, { attestationObject: text(made.response.attestationObject), transports });
};
const get = async (asked) => {
  const found = await navigator.credentials.get({ publicKey: { ...asked, challenge: bytes(asked.challenge) } });
  const { authenticatorData, signature, userHandle } = found.response;
  const said = { authenticatorData: text(authenticatorData), signature: text(signature) };
  return told(found, { ...said, userHandle: userHandle ? text(userHandle) : null });
};
const told = (one, response) => JSON.stringify({
  id: one.id,
  rawId: one.id,
  type: one.type,
  response: { ...response, clientDataJSON: text(one.response.clientDataJSON) },
  clientExtensionResults: {},
});

const say = (what) => {
  const words = document.querySelector(`[data-passkey-when=${what}]`)?.content.cloneNode(true);
  document.querySelector("[data-passkey-said]")?.replaceChildren(...(words ? [words] : []));
};
const ask = async (form) => {
  const body = new URLSearchParams({ csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value });
  const answer = await fetch(form.dataset.asked, { method: "POST", body });
  if (answer.redirected || !answer.ok) return location.reload(); // proved too long ago: the page asks for it again
  form.elements.answer.value = await (form.dataset.passkey === "create" ? create : get)(await answer.json());
  form.submit();
};

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.dataset.passkey) return;
  event.preventDefault();
  say("nothing");
  try {
    await ask(form);
  } catch (wrong) {
    say({ InvalidStateError: "known", TypeError: "network" }[wrong.name] ?? "broken");
  } finally {
    delete form.dataset.sending;
  }
});

const reveal = async () => {
  const forms = document.querySelectorAll("[data-passkey]");
  if (!forms.length || !globalThis.PublicKeyCredential) return;
  const locked = await PublicKeyCredential.isUserVerifyingPlatformAuthenticatorAvailable().catch(() => false);
  forms.forEach((form) => { form.hidden = !locked; });
  document.querySelectorAll("[data-passkey-none]").forEach((words) => { words.hidden = locked; });
};
document.addEventListener("DOMContentLoaded", reveal);
document.addEventListener("htmx:after:swap", reveal);
