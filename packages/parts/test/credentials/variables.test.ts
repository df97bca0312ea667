import { complaintsAbout, openWritten } from '@goldenpath/testing/written-fleet';
import { render } from '@goldenpath/testing/rendered/render';
import { at, objectOf } from '@goldenpath/testing/rendered/objects';

const APP = { kind: 'backend-app-rds', name: 'shop', description: 'Sells things', owner: 'app-team' };
const DATABASE = { name: 'shop_db', username: 'shop_app' };
const URL_TEXT = 'postgresql://{username}:{password}@{host}:{port}/{dbname}?sslmode=require';

async function objectsOf(variables: object, environment = 'prod', more: object = {}) {
  const { facts } = await openWritten([{ ...APP, database: { ...DATABASE, variables }, ...more }]);
  const found = facts.apps[0]?.environments.find((each) => each.environment === environment);
  if (found === undefined) throw new Error(`It does not run in ${environment}.`);
  return render(found);
}

const templateOf = async (...given: Parameters<typeof objectsOf>) =>
  at(objectOf(await objectsOf(...given), 'ExternalSecret'), 'spec.target.template') as { data: Record<string, string> };

/** What the operator makes of a template, with the values of the secret: only what these templates use. */
function filled(template: string, values: Readonly<Record<string, string>>): string {
  return template.replaceAll(
    /\{\{ (?:"(.)"|\.(\w+)( \| urlquery \| replace "\+" "%20")?) \}\}/g,
    (...match: string[]) => {
      const [, brace, key = '', encoded] = match;
      const value = values[key] ?? '';
      return brace ?? (encoded === undefined ? value : encodeURIComponent(value));
    },
  );
}

const VALUES = { DB_HOST: 'db.example', DB_PORT: '5432', DB_NAME: 'shop_db', DB_USER: 'shop_app', DB_PASS: 'a b/c@{}' };

test('a URL has the encoded values of the secret, and no manifest has a value', async () => {
  const template = await templateOf({ DATABASE_URL: URL_TEXT });
  const made = filled(template.data['DATABASE_URL'] ?? '', VALUES);
  expect(made).toBe('postgresql://shop_app:a%20b%2Fc%40%7B%7D@db.example:5432/shop_db?sslmode=require');
  expect(decodeURIComponent(new URL(made).password)).toBe(VALUES.DB_PASS);
});

test('another name has the value as it is', async () => {
  const template = await templateOf({ PGPASSWORD: '{password}', SPRING_DATASOURCE_USERNAME: '{username}' });
  expect(template.data).toMatchObject({ PGPASSWORD: '{{ .DB_PASS }}', SPRING_DATASOURCE_USERNAME: '{{ .DB_USER }}' });
});

test('the keys of every database stay, because a template replaces them', async () => {
  const template = await templateOf({ PGHOST: '{host}' });
  expect(template).toMatchObject({ engineVersion: 'v2', mergePolicy: 'Replace' });
  expect(filled(template.data['DB_PASS'] ?? '', VALUES)).toBe(VALUES.DB_PASS);
  expect(Object.keys(template.data)).toEqual(expect.arrayContaining(Object.keys(VALUES)));
});

test('text that a template would take for its own stays text', async () => {
  const text = '{{ .DB_PASS }} {"a": "{host}"} {{host}} ${X} `x`';
  const template = await templateOf({ ODD: text });
  expect(filled(template.data['ODD'] ?? '', VALUES)).toBe(text.replaceAll('{host}', VALUES.DB_HOST));
});

test('an environment replaces single variables, and a change rolls the pods', async () => {
  const more = { overrides: { dev: { database: { variables: { B: '{port}' } } } } };
  const variables = { A: '{host}', B: '{host}' };
  expect((await templateOf(variables, 'dev', more)).data).toMatchObject({ A: '{{ .DB_HOST }}', B: '{{ .DB_PORT }}' });
  const checksums = await Promise.all(
    ['dev', 'prod'].map(
      async (environment) =>
        (
          at(
            objectOf(await objectsOf(variables, environment, more), 'Deployment'),
            'spec.template.metadata.annotations',
          ) as Record<string, string>
        )['goldenpath.io/database-variables-checksum'],
    ),
  );
  expect(checksums[0]).toMatch(/^[0-9a-f]{16}$/);
  expect(checksums[0]).not.toBe(checksums[1]);
});

test('without variables there is no template', async () => {
  expect(await templateOf({})).toBeUndefined();
});

test.each([
  [{ URL: '{usernam}' }, 'unknown-placeholder: `{usernam}` is not a value of the secret: did you mean `{username}`?'],
  [{ DB_HOST: '{host}' }, 'variable-taken: `DB_HOST` is already set by the database.'],
  [{ APP_ENV: '{host}' }, 'variable-taken: `APP_ENV` is already set by the platform.'],
  [{ 'A-B': '{host}' }, 'bad-name: "A-B" cannot be a name here.'],
  [{ URL: 'postgresql://u:hunter2hunter2@{host}' }, 'secret-in-plain-text: `URL` holds'],
])('%j is refused', async (variables, complaint) => {
  const found = await complaintsAbout({ ...APP, database: { ...DATABASE, variables } });
  expect(found).toEqual([expect.stringContaining(complaint)]);
});

test('a variable of `env` cannot have the same name', async () => {
  const spec = { ...APP, database: { ...DATABASE, variables: { URL: '{host}' } }, env: { URL: 'x' } };
  expect(await complaintsAbout(spec)).toEqual(['variable-taken: `URL` is already set by `database.variables`.']);
});

test('a database without pods has no variables', async () => {
  const spec = { ...APP, kind: 'rds-database', database: { ...DATABASE, variables: { URL: '{host}' } } };
  expect(await complaintsAbout(spec)).toEqual(['variables-without-pods: `URL` has no effect: this kind has no pods.']);
});
