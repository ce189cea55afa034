// A certified provider that answers as ID-porten does: pushed requests alone, PKCE, signed clients, no consent page.
// Started by tests/op/certified.py with what it needs in the environment; says its port on standard output.
import { Provider } from "oidc-provider";

const { OP_CLIENT, OP_RETURN, OP_AFTER, OP_ENDED, OP_KEYS } = process.env;
const signing = JSON.parse(process.env.OP_SIGNING_KEY);
const people = new Map(); // account: what is claimed of it

const listening = await new Promise((ready) => {
  import("node:http").then(({ createServer }) => {
    const server = createServer((request, answer) => handle(request, answer));
    server.listen(0, "127.0.0.1", () => ready(server));
  });
});
const issuer = `http://localhost:${listening.address().port}`;

const provider = new Provider(issuer, {
  clients: [{
    client_id: OP_CLIENT,
    redirect_uris: [OP_RETURN],
    post_logout_redirect_uris: [OP_AFTER],
    token_endpoint_auth_method: "private_key_jwt",
    token_endpoint_auth_signing_alg: "RS256",
    id_token_signed_response_alg: "RS256",
    jwks: JSON.parse(OP_KEYS),
    require_pushed_authorization_requests: true,
    subject_type: "pairwise",
    backchannel_logout_uri: OP_ENDED,
    backchannel_logout_session_required: true,
  }],
  jwks: { keys: [signing] },
  subjectTypes: ["pairwise"],
  pairwiseIdentifier: (_context, account) => `pairwise-${account}`,
  acrValues: ["idporten-loa-substantial", "idporten-loa-high"],
  claims: { openid: ["sub", "pid", "locale", "acr", "amr", "auth_time"] },
  conformIdTokenClaims: false,
  pkce: { required: () => true },
  extraParams: ["onbehalfof"],
  cookies: { keys: ["for tests"] },
  discovery: { ui_locales_supported: ["nb", "nn", "en", "se"] },
  features: {
    devInteractions: { enabled: false },
    pushedAuthorizationRequests: { enabled: true },
    rpInitiatedLogout: {
      enabled: true,
      logoutSource: (context, form) => {
        const whole = form.replace("</form>", '<input type="hidden" name="logout" value="yes"/></form>');
        context.body = `<!doctype html><title>out</title>${whole}<script>document.forms[0].submit()</script>`;
      },
    },
    backchannelLogout: { enabled: true },
  },
  fetch: (where, { dispatcher: _guard, ...options }) => fetch(where, options), // its guard refuses this machine
  ttl: { AuthorizationCode: 60, IdToken: 120, Session: 7200, Interaction: 600, Grant: 7200 },
  interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
  findAccount: (_context, id) => ({ accountId: id, claims: () => ({ sub: id, pid: id, locale: "nb", ...people.get(id) }) }),
  async loadExistingGrant(context) {
    const grant = new context.oidc.provider.Grant({
      clientId: context.oidc.client.clientId,
      accountId: context.oidc.session.accountId,
    });
    grant.addOIDCScope("openid profile");
    await grant.save();
    return grant;
  },
});

// Whoever is named in "who" has proved who they are; as ID-porten's own test environment does by login_hint.
async function handle(request, answer) {
  const address = new URL(request.url, issuer);
  if (!address.pathname.startsWith("/interaction/")) return provider.callback()(request, answer);
  const { params } = await provider.interactionDetails(request, answer);
  const who = address.searchParams.get("who");
  if (!who) return answer.end("who?");
  if (who === "nobody") return provider.interactionFinished(request, answer, { error: "access_denied" });
  const login = { accountId: who, acr: params.acr_values, amr: ["TestID"], remember: true };
  return provider.interactionFinished(request, answer, { login });
}

console.log(issuer);
