import type { Path } from '@goldenpath/extension';
import { codeLocator } from '../../src/code/locate-in-code';

function found(source: string, path: Path, at: 'key' | 'value' = 'value'): string {
  const { offset, length } = codeLocator(source)(path, at);
  return source.slice(offset, offset + length);
}

const APP = `import { defineApp } from '@goldenpath/spec';
const shared = { owner: 'app-team', env: { LEVEL: 'x' } };
export default defineApp({
  ...shared,
  name: 'a',
  'port': 80,
  database: { size: 'small', ['name']: \`db\` },
  uses: ['b', 'c'],
  replicas: count(),
  method() {},
  shared,
});
`;

test.each<[Path, 'key' | 'value', string]>([
  [['name'], 'value', "'a'"],
  [['name'], 'key', 'name'],
  [['port'], 'key', "'port'"],
  [['database', 'size'], 'value', "'small'"],
  [['database', 'name'], 'value', '`db`'],
  [['database'], 'value', 'database'],
  [['uses', 1], 'value', "'c'"],
  [['uses', 1], 'key', "'c'"],
  [['owner'], 'value', "'app-team'"],
  [['env', 'LEVEL'], 'key', 'LEVEL'],
  [['replicas'], 'value', 'count()'],
  [['method'], 'value', 'method'],
  [['shared', 'env', 'LEVEL'], 'value', "'x'"],
])('finds %j, its %s', (path, at, text) => {
  expect(found(APP, path, at)).toBe(text);
});

test.each<[string, Path, string]>([
  ['a key that is not there: the nearest above it', ['database', 'engine', 'x'], 'database'],
  ['a field that is not there: the call', ['kind'], 'defineApp'],
  ['the whole: the call', [], 'defineApp'],
  ['behind what is computed: its key', ['replicas', 'x'], 'replicas'],
  ['an item that is not there: the list', ['uses', 5], 'uses'],
])('%s', (_, path, text) => {
  expect(found(APP, path)).toBe(text);
});

test.each<[string, string]>([
  ['a bare literal', `export default { name: 'a' };`],
  ['satisfies', `export default { name: 'a' } satisfies object;`],
  ['as const', `export default ({ name: 'a' } as const);`],
  ['a constant', `const app: object = { name: 'a' };\nexport default app;`],
  ['an exported constant in a call', `export const app = { name: 'a' };\nexport default definePlatform(app);`],
  ['a namespace', `import * as spec from 'x';\nexport default spec.defineApp({ name: 'a' });`],
  ['the last of two', `const b = { name: 'b' };\nexport default { name: 'c', ...b, name: 'a' };`],
  ['a spread that comes later', `const b = { name: 'a' };\nexport default { name: 'c', ...b };`],
  ['a spread of a literal', `export default { ...{ name: 'a' } };`],
])('reads %s', (_, source) => {
  expect(found(source, ['name'])).toBe("'a'");
});

test('does not trust the place of an item behind a spread', () => {
  expect(found(`const a = ['x'];\nexport default { uses: [...a, 'b'] };`, ['uses', 1])).toBe('uses');
});

test.each([
  ['constants in a circle', 'const a = b;\nconst b = a;\nexport default a;', 'a'],
  ['a spread in a circle', 'const a = { ...a };\nexport default a;', 'a'],
  ['a class', 'export default class {}', 'e'],
  ['no export', 'const a = 1;', 'c'],
  ['no code', '', ''],
  ['what cannot be parsed', '}{', '}'],
  ['nesting without end', '['.repeat(200_000), '['],
])('survives %s', (_, source, text) => {
  expect(found(source, ['name'])).toBe(text);
});
