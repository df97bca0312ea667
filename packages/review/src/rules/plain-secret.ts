import { GENERAL_REVIEW_RULES, listed, type RuleFinding } from '@goldenpath/extension';
import { type PlainSecret, secretsOfApp } from '../secrets/find-secrets';
import type { GeneralRule } from './rule';

const REMEDY =
  'Take it out, and revoke it if it was committed. Keep secrets in the secret store, where pods get them from an ExternalSecret.';

/** A secret that everyone with access to the repository can read. The finding names its location, never its value. */
export const plainSecret: GeneralRule = {
  id: 'plain-secret',
  rank: GENERAL_REVIEW_RULES['plain-secret'],
  severity: 'danger',
  firesOn:
    'A new variable or argument of an application that looks like a secret: a private key, a key or token of a known issuer (AWS, GitHub, GitLab, Slack, Google, Stripe, npm and others), a JSON Web Token, a password in a URL or after `password=`, or a value under the name of a secret. The review never shows the value.',
  advice: REMEDY,
  find: ({ apps, registry }) =>
    apps.flatMap(({ environments }) =>
      environments.flatMap(({ app, environment, base, head }): RuleFinding[] => {
        if (head === undefined || head === base) return [];
        const known = new Set(base === undefined ? [] : secretsOfApp(registry, base).map(idOf));
        const added = secretsOfApp(registry, head).filter((secret) => !known.has(idOf(secret)));
        if (added.length === 0) return [];
        const what = listed([...new Set(onceEach(added).map((secret) => `${secret.where} (${secret.what})`))]);
        const message = `${app} in ${environment.name} has a secret in plain text: ${what}.`;
        return [{ severity: 'danger', app, environment: environment.name, message, remedy: REMEDY }];
      }),
    ),
};

/** A secret with several signs, such as a token after `password=`, is reported once. */
function onceEach(secrets: readonly PlainSecret[]): PlainSecret[] {
  const first = new Map<string, PlainSecret>();
  for (const secret of secrets) {
    const key = `${secret.where} ${secret.secret}`;
    if (!first.has(key)) first.set(key, secret);
  }
  return [...first.values()];
}

/** The same secret in another argument is not new. */
function idOf({ secret, where }: PlainSecret): string {
  return `${where.startsWith('args') ? 'args' : where} ${secret}`;
}
