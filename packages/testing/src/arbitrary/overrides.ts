import type { WrittenAppSpec, WrittenEnvironment } from '@goldenpath/spec';
import * as fc from 'fast-check';
import { CACHE, PERMISSIONS, QUEUE, TABLE } from './cloud';
import { record } from './fields';
import { CONTAINER_OVERRIDE } from './side-containers';
import { TEXT } from './text';
import { PROCESS_OVERRIDE } from './processes';
import { VARIABLES } from './variables';
import { VOLUMES } from './volumes';

/** A route whose prefix is stripped has one. */
const PATHS = record({ paths: fc.constantFrom(['/v2'], ['/v2', '/v3/~x']) });

/** For each field that a spec has: what an environment changes of its entries. */
const OF_ENTRIES: Readonly<Record<string, (written: object) => fc.Arbitrary<unknown>>> = {
  buckets: ofEach(record({ expireAfterDays: fc.integer({ min: 1, max: 3650 }) })),
  queues: ofEach(record(QUEUE)),
  tables: ofEach(record(TABLE)),
  caches: ofEach(record(CACHE)),
  processes: ofEach(PROCESS_OVERRIDE),
  sidecars: ofEach(CONTAINER_OVERRIDE),
  initContainers: ofEach(CONTAINER_OVERRIDE),
  migration: () =>
    record({
      args: fc.array(TEXT, { maxLength: 2 }),
      env: VARIABLES,
      backoffLimit: fc.integer({ min: 0, max: 20 }),
      volumes: VOLUMES,
    }),
  sharedStorage: () => record({ size: fc.constant('30Gi') }),
  permissions: () => PERMISSIONS,
  ingress: () => fc.boolean(),
  route: () => PATHS,
  routes: ofEach(PATHS),
};

function ofEach(change: fc.Arbitrary<object>): (written: object) => fc.Arbitrary<object> {
  return (written) => record(Object.fromEntries(Object.keys(written).map((name) => [name, change])));
}

/** Returns an application with overrides of what it has. */
export function withFurtherOverrides(
  spec: WrittenAppSpec,
  environments: readonly WrittenEnvironment[],
): fc.Arbitrary<WrittenAppSpec> {
  const known = Object.entries(spec).flatMap(([field, written]) => {
    const change = OF_ENTRIES[field];
    return change === undefined ? [] : [[field, change(written as object)] as const];
  });
  // An environment without overrides at all is drawn before.
  const changes = record(Object.fromEntries(known));
  const each = Object.fromEntries(environments.map(({ name }) => [name, changes]));
  return record(each).map((further) => {
    const entries = Object.entries(further).filter(([, own]) => Object.keys(own ?? {}).length > 0);
    if (entries.length === 0) return spec;
    const own: Readonly<Record<string, object>> = spec.overrides ?? {};
    const merged = entries.map(([name, fields]) => [name, { ...own[name], ...fields }]);
    return { ...spec, overrides: { ...own, ...Object.fromEntries(merged) } };
  });
}
