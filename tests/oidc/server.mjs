// A certified OpenID Connect provider for the tests: it insists on PKCE, and signs people out when asked to by the application.
// node server.mjs PORT ADDRESS-OF-ROLLCALL PEOPLE-AS-JSON
import Provider from "oidc-provider";

const [port, address, told] = process.argv.slice(2);
const people = JSON.parse(told);

const provider = new Provider(`http://localhost:${port}`, {
  clients: [
    {
      client_id: "rollcall",
      client_secret: "a secret of the tests",
      redirect_uris: [`${address}/oauth2callback`],
      post_logout_redirect_uris: [`${address}/oauth2callback`],
    },
  ],
  pkce: { methods: ["S256"], required: () => true },
  claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name", "groups"] },
  conformIdTokenClaims: false,
  features: { devInteractions: { enabled: true }, rpInitiatedLogout: { enabled: true } },
  findAccount: (_, id) => people[id] && { accountId: id, claims: async () => ({ sub: id, ...people[id] }) },
});

provider.listen(Number(port), "localhost", () => console.log("up"));
