import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { testFolder } from '@goldenpath/testing/folders';
import { type Edit, repositoryWith, reviewIn } from '@goldenpath/testing/review-cases';
import type { Review } from '@goldenpath/review';

const SLOW = 120_000;
const FORMATS = ['json', 'md', 'html'] as const;

/** A secret that nobody has, put together here: whoever looks for real ones in this repository shall find none. */
const planted = (start: string, length: number, name: string) => start + `Planted${name}`.padEnd(length, 'x0Y1');

const SECRETS = {
  stripe: planted(['sk', 'live', ''].join('_'), 24, 'Stripe'),
  google: planted(['AI', 'za'].join(''), 35, 'Google'),
  gitlab: planted(['gl', 'pat-'].join(''), 20, 'Gitlab'),
  npm: planted(['np', 'm_'].join(''), 36, 'Npm'),
  github: planted(['gh', 'p_'].join(''), 30, 'Github'),
  slack: planted('T000/B000/', 24, 'Slack'),
  token: ['ey', 'JhbGciOiJub25lIn0.', 'ey', 'JwbGFudGVkIjp0cnVlfQ.', planted('', 24, 'Signature')].join(''),
  connection: planted('', 16, 'Connection'),
  parameter: planted('', 16, 'Parameter'),
  url: planted('', 16, 'Url'),
  key: planted('', 64, 'Key'),
  flag: planted('', 16, 'Flag'),
  assigned: planted('', 16, 'Assigned'),
  redis: planted('', 16, 'Redis'),
};

/** Variables that a spec may have, since what it refuses itself never comes to a review. */
const VARIABLES = {
  PAYMENTS: SECRETS.stripe,
  MAPS: `key=${SECRETS.google}`,
  SOURCES: SECRETS.gitlab,
  PACKAGES: `//registry.example.org/:_authToken=${SECRETS.npm}`,
  UPDATES: `Bearer ${SECRETS.github}`,
  ALARMS: `https://hooks.slack.com/services/${SECRETS.slack}`,
  SESSION: SECRETS.token,
  REPORTS: `host=reports.example.org password=${SECRETS.connection} sslmode=require`,
  LEGACY: `jdbc:postgresql://legacy.example.org/web?user=web&password=${SECRETS.parameter}`,
  UPSTREAM: `primary=https://web:${SECRETS.url}@upstream.example.org`,
  SIGNING: [
    '-----BEGIN PGP PRIVATE KEY ',
    'BLOCK-----\n',
    SECRETS.key,
    '\n-----END PGP PRIVATE KEY ',
    'BLOCK-----',
  ].join(''),
};

const ARGUMENTS = [
  '--requirepass',
  SECRETS.flag,
  `--api-key=${SECRETS.assigned}`,
  `--replicaof=redis://:${SECRETS.redis}@first.example.org`,
];

interface Held {
  readonly variables?: Readonly<Record<string, string>>;
  readonly args?: readonly string[];
  readonly description?: string;
  readonly reason?: string;
}

/** The two specs that hold what is planted. */
function specs({ variables = {}, args = [], description = 'The pages', reason }: Held): NonNullable<Edit['write']> {
  const web = {
    kind: 'stateless-app',
    name: 'web',
    description,
    owner: 'shop',
    runtime: 'node',
    uses: ['orders', 'cache'],
    env: { PAGE_SIZE: '20', ...variables },
    ...(reason !== undefined && { accept: [{ rule: 'host-dropped', reason }], ingress: false }),
  };
  const cache = {
    kind: 'stateful-app',
    name: 'cache',
    description: 'Sessions',
    owner: 'shop',
    image: 'redis:7.4',
    port: 6379,
    ingress: false,
    args: ['--save', '', ...args],
    storage: { size: '2Gi', mountPath: '/data' },
  };
  return { 'apps/web/app.yaml': JSON.stringify(web), 'apps/cache/app.yaml': JSON.stringify(cache) };
}

const ALL: Held = { variables: VARIABLES, args: ARGUMENTS };
const other = (text: string) => text.replace('Planted', 'Earlier');
const EARLIER: Held = {
  variables: Object.fromEntries(Object.entries(VARIABLES).map(([name, value]) => [name, other(value)])),
  args: ARGUMENTS.map(other),
};

/** Everything that a review says, in every form. */
async function everythingSaidOf(edit: Edit): Promise<{ review: Review; said: string }> {
  const repository = repositoryWith(edit);
  const files = FORMATS.map((format) => join(testFolder(), `review.${format}`));
  const { text } = await reviewIn(repository, ...files.flatMap((file) => ['--output', file]));
  const texts = files.map((file) => readFileSync(file, 'utf8'));
  return { review: JSON.parse(texts[0] ?? '') as Review, said: [text, ...texts].join('\n') };
}

const before = (held: Held): Pick<Edit, 'write'> => ({ write: specs(held) });
const plainSecrets = ({ findings }: Review) => findings.filter(({ rule }) => rule === 'plain-secret');

/** Not even a good part of a secret may be said. */
function expectUnsaid(said: string): void {
  expect(said).not.toContain('Planted');
  expect(said).not.toContain('Earlier');
}

describe('secrets in plain text', () => {
  test(
    'that come are found, each by the place where it stands, and are shown by nothing',
    async () => {
      const { review, said } = await everythingSaidOf({ title: '', before: before({}), write: specs(ALL) });
      expectUnsaid(said);
      const found = plainSecrets(review);
      expect(found.map(({ app, environment, severity }) => [app, environment, severity])).toEqual(
        ['cache', 'web'].flatMap((app) => ['dev', 'staging', 'prod'].map((place) => [app, place, 'danger'])),
      );
      expect(found.find(({ app }) => app === 'cache')?.message).toBe(
        'cache in dev has a secret in plain text: args[3] (the value of a secret), args[4] (a password) and args[5] (a password in a URL).',
      );
      const { message } = found.find(({ app, environment }) => app === 'web' && environment === 'prod') ?? {};
      expect(message).toMatch(
        /: env\.ALARMS \(a Slack webhook\), env\.LEGACY \(a password\), env\.MAPS \(a Google API key\), .* and 6 more\.$/,
      );
      expect(Object.keys(VARIABLES)).toHaveLength(5 + 6);
      for (const name of Object.keys(VARIABLES)) expect(JSON.stringify(review.manifests)).toContain(name);
      expect(review.verdict.blocked).toBe(true);
    },
    SLOW,
  );

  test(
    'that go are shown by nothing',
    async () => {
      const { review, said } = await everythingSaidOf({ title: '', before: before(ALL), write: specs({}) });
      expectUnsaid(said);
      expect(plainSecrets(review)).toEqual([]);
      expect(JSON.stringify(review.manifests)).toContain('REPORTS');
    },
    SLOW,
  );

  test(
    'that become others are shown by nothing, on neither side',
    async () => {
      const { review, said } = await everythingSaidOf({ title: '', before: before(EARLIER), write: specs(ALL) });
      expectUnsaid(said);
      expect(plainSecrets(review)).toHaveLength(6);
    },
    SLOW,
  );

  test(
    'that stay are shown by nothing when what stands beside them changes',
    async () => {
      const changed = { variables: { ...VARIABLES, PAGE_SIZE: '50' }, args: [...ARGUMENTS, '--loglevel', 'notice'] };
      const { review, said } = await everythingSaidOf({ title: '', before: before(ALL), write: specs(changed) });
      expectUnsaid(said);
      expect(said).toContain('notice');
      expect(plainSecrets(review)).toEqual([]);
    },
    SLOW,
  );

  test(
    'in a description, or in the reason of an acceptance, are shown by nothing',
    async () => {
      const reason = `Agreed with the team, log in with ${SECRETS.github}.`;
      const write = specs({ description: `The pages, token ${SECRETS.gitlab}`, reason });
      const { review, said } = await everythingSaidOf({ title: '', before: before({}), write });
      expectUnsaid(said);
      expect(said).toContain('Agreed with the team');
      expect(review.verdict.blocked).toBe(false);
    },
    SLOW,
  );
});
