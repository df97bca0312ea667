import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { knownTypes, loadProviderSchema } from '@goldenpath/simulator';
import { compareWithFacts } from '../src/schema/differences';
import { differencesPage } from '../src/schema/differences-page';
import { tryResourceFacts } from '../src/schema/facts';
import { BINDINGS } from './support/bindings';

const ROOT = join(__dirname, '../../..');

const used = usedTypes();
const types = new Set([...used, ...knownTypes()]);
const providers = BINDINGS.map((bindings) => loadProviderSchema({ bindings, types }));
const schemas = Object.assign({}, ...providers.map(({ resources }) => resources)) as (typeof providers)[0]['resources'];

/** The resource types that the platform makes, as its golden stacks hold them. */
function usedTypes(): string[] {
  const golden = join(ROOT, 'test/golden');
  const stacks = readdirSync(golden, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('cdk.tf.json'),
  );
  const found = stacks.flatMap((file) =>
    Object.keys((JSON.parse(readFileSync(join(golden, file), 'utf8')) as { resource?: object }).resource ?? {}),
  );
  return [...new Set(found)].filter((type) => type !== 'terraform_data').sort();
}

test('every type that the platform uses has facts and a behaviour', () => {
  expect(used.length).toBeGreaterThan(15);
  expect(used.filter((type) => tryResourceFacts(type) === undefined || !knownTypes().includes(type))).toEqual([]);
});

test.each(used.filter((type) => type !== 'aws_security_group'))('%s has the schema of the real provider', (type) => {
  const schema = schemas[type];
  expect(schema).toBeDefined();
  expect(compareWithFacts(schema ?? { attributes: {}, blocks: {} }, tryResourceFacts(type) ?? {}).differences).toEqual(
    [],
  );
});

test('a difference at any level is found', () => {
  const schema = {
    attributes: { name: { type: 'string', optional: true, default: 'x' }, extra: { type: 'number', computed: true } },
    blocks: {},
  } as const;
  const facts = {
    attributes: {
      name: { type: 'string', mode: 'required', replaces: true, sensitive: true },
      extra: { type: 'string', mode: 'computed' },
      lost: { type: 'bool', mode: 'optional', uncertain: 'half read' },
    },
    blocks: { setting: { nesting: 'list', max: 1 } },
  };
  expect(compareWithFacts(schema, facts)).toEqual({
    compared: 4,
    differences: [
      '`name` is optional, really required',
      '`name` differs in being sensitive',
      '`name` differs in forcing replacement',
      '`extra` is "number", really string',
      '`lost` is not served',
      'block `setting` is not served',
    ],
    uncertain: ['`lost`: half read'],
  });
});

test('the page in the documentation agrees with the schemas', () => {
  const page = readFileSync(join(ROOT, 'docs/reference/simulator-differences.md'), 'utf8');
  expect(page).toBe(differencesPage(providers, used));
});
