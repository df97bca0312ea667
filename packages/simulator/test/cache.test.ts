import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BindingsMissingError, BindingSourceError, loadProviderSchema, typesIn } from '@goldenpath/simulator';
import { BINDINGS } from './support/bindings';
import { testFolder } from './support/folder';

const bindings = BINDINGS[2] ?? '';
const types = new Set(['random_id']);

function entries(cache: string): string[] {
  return readdirSync(cache, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.json'))
    .sort();
}

test('derived schemas are cached by the version of the bindings', () => {
  const cache = testFolder();
  const derived = loadProviderSchema({ bindings, types, cache });
  expect(entries(cache)).toEqual(
    ['2--cdktf-provider-random-12-0-1/id.json', '2--cdktf-provider-random-12-0-1/provider.json'].map((file) =>
      file.replace('12-0-1', '12.0.1'),
    ),
  );
  const kept = join(cache, entries(cache)[0] ?? '');
  const bytes = readFileSync(kept);
  expect(loadProviderSchema({ bindings, types, cache })).toEqual(derived);
  expect(readFileSync(kept)).toEqual(bytes);
});

test.each(['', 'no json', '{"sum":"0","module":{"type":"random_id"}}'])(
  'a damaged cache (%j) is made anew',
  (damage) => {
    const cache = testFolder();
    const derived = loadProviderSchema({ bindings, types, cache });
    const kept = join(cache, entries(cache)[0] ?? '');
    const bytes = readFileSync(kept);
    writeFileSync(kept, damage);
    expect(loadProviderSchema({ bindings, types, cache })).toEqual(derived);
    expect(readFileSync(kept)).toEqual(bytes);
  },
);

test('a cache that cannot be written is not used', () => {
  const file = join(testFolder(), 'file');
  writeFileSync(file, '');
  expect(Object.keys(loadProviderSchema({ bindings, types, cache: join(file, 'cache') }).resources)).toEqual([
    'random_id',
  ]);
});

test('missing or unknown bindings are an error with a remedy', () => {
  const folder = testFolder();
  expect(() => loadProviderSchema({ bindings: folder })).toThrow(BindingsMissingError);
  expect(() => loadProviderSchema({ bindings: folder })).toThrow('pnpm add @cdktf/provider-aws');
  mkdirSync(join(folder, 'lib/provider'), { recursive: true });
  writeFileSync(join(folder, 'lib/provider/index.js'), 'exports.x = 1;');
  expect(() => loadProviderSchema({ bindings: folder })).toThrow(BindingSourceError);
});

test('the types of a stack include its resources, data sources and ephemeral resources', () => {
  const stacks = [
    { resource: { a_b: {} }, data: { a_c: {} } },
    { ephemeral: { a_d: {} }, provider: { a: {} } },
  ];
  expect([...typesIn(stacks)].sort()).toEqual(['a_b', 'a_c', 'a_d']);
});
