import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { resourcesOfStack, typesWithoutCalls, type UsedResource } from '@goldenpath/iam';
import { builtInRegistry } from '@goldenpath/parts';
import { ROOT } from '@goldenpath/testing/fleet';
import { declaredPermissions } from '../../src/bootstrap/part-permissions';
import { bootstrapped, stackTexts } from './support';

/** The resource types and data sources of AWS that the sources of a folder import from the bindings. */
function importedTypes(...folder: string[]): UsedResource[] {
  const root = join(ROOT, ...folder);
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  const modules = files.flatMap((file) =>
    [...readFileSync(join(root, file), 'utf8').matchAll(/'@cdktf\/provider-aws\/lib\/([a-z0-9-]+)'/g)].map(
      ([, name = '']) => name,
    ),
  );
  return [...new Set(modules)]
    .filter((name) => name !== 'provider')
    .sort()
    .map((name) => {
      const isData = name.startsWith('data-aws-');
      const type = `aws_${name.replace(/^data-aws-/, '').replaceAll('-', '_')}`;
      return { mode: isData ? 'data' : 'resource', type, attributes: {} };
    });
}

const named = ({ mode, type }: UsedResource): string => `${mode} ${type}`;

async function typesInStacks(folder: string): Promise<UsedResource[]> {
  return (await stackTexts(folder)).flatMap((text) => resourcesOfStack(JSON.parse(text) as Record<string, unknown>));
}

const PARTS = importedTypes('packages', 'parts', 'src');
const ALL = [...PARTS, ...importedTypes('packages', 'infra', 'src')];

test('the imports of the bindings are found', () => {
  const names = ALL.map(named);
  for (const name of ['resource aws_db_instance', 'data aws_security_group', 'resource aws_s3_bucket_policy'])
    expect(names).toContain(name);
});

test('the table has the calls of every type that this repository can put into a stack', () => {
  expect(typesWithoutCalls(ALL)).toEqual([]);
});

test('the parts declare exactly the types that they import', () => {
  const declared = declaredPermissions(builtInRegistry.parts).resources('aws').map(named);
  expect([...new Set(declared)].sort()).toEqual(PARTS.map(named).sort());
});

test.each([['.'], ['examples/acme'], ['examples/small'], ['test/golden']])(
  'the stacks of %s have no other types of AWS',
  async (folder) => {
    const known = new Set(ALL.map(named));
    const types = (await typesInStacks(join(ROOT, folder))).filter(({ type }) => type.startsWith('aws_'));
    expect(types.length).toBeGreaterThan(0);
    expect([...new Set(types.map(named))].filter((name) => !known.has(name))).toEqual([]);
  },
);

test('the stack of bootstrap has no other types of AWS', async () => {
  const known = new Set(ALL.map(named));
  const { stacks } = await bootstrapped();
  const types = stacks.flatMap((stack) => resourcesOfStack({ ...stack })).filter(({ type }) => type.startsWith('aws_'));
  expect(types.length).toBeGreaterThan(10);
  expect([...new Set(types.map(named))].filter((name) => !known.has(name))).toEqual([]);
});
