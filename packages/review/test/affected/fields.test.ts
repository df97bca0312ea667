import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { builtInRegistry } from '@goldenpath/parts';
import { platformFields } from '../../src/affected/platform-fields';
import { specFields } from '../../src/affected/spec-fields';
import { ROOT } from '@goldenpath/testing/fleet';

interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly allOf?: readonly Schema[];
  readonly then?: Schema;
  readonly definitions?: Readonly<Record<string, Schema>>;
}

/** The paths of all fields that a schema knows, those of lists of groups as if there were one. */
function pathsIn(file: string): string[] {
  const root = JSON.parse(readFileSync(join(ROOT, 'schemas', file), 'utf8')) as Schema;
  const resolve = (schema: Schema): Schema =>
    schema.$ref === undefined ? schema : (root.definitions?.[schema.$ref.replace('#/definitions/', '')] ?? {});
  const below = (schema: Schema, path: string): string[] => {
    const target = resolve(schema);
    const group = target.type === 'array' && target.items ? resolve(target.items) : target;
    const forms = (group.allOf ?? []).flatMap(({ then, ...own }) => below(then ?? own, path));
    const fields = Object.entries(group.properties ?? {}).flatMap(([name, property]) =>
      name === 'overrides' || name === 'accept' ? [] : below(property, path === '' ? name : `${path}.${name}`),
    );
    const found = [...forms, ...fields];
    return found.length === 0 && path !== '' ? [path] : found;
  };
  return [...new Set(below(root, ''))];
}

const SPEC_FIELDS = specFields(builtInRegistry);
const PLATFORM_FIELDS = platformFields(builtInRegistry);

const isUnder = (path: string) => (field: { readonly path: string }) =>
  path === field.path || path.startsWith(`${field.path}.`);

test('a reason is known for every field of a spec', () => {
  const paths = pathsIn('app.schema.json');
  expect(paths).toContain('database.backupRetentionDays');
  expect(paths.filter((path) => path !== 'name' && !SPEC_FIELDS.some(isUnder(path)))).toEqual([]);
  expect(SPEC_FIELDS.filter(({ path }) => !paths.some((known) => isUnder(known)({ path })))).toEqual([]);
});

test('and for every field of the platform file, except names of environments and extensions', () => {
  const paths = pathsIn('platform.schema.json');
  expect(paths).toContain('environments.databases.network.clientCidrs');
  const unknown = paths.filter((path) => !PLATFORM_FIELDS.some(isUnder(path)));
  expect(unknown).toEqual(['environments.name', 'extensions']);
});
