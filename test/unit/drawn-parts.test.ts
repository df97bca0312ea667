import type { AnyPart } from '@goldenpath/extension';
import { builtInRegistry } from '@goldenpath/parts';
import { arbitraryFleet, factsOf } from '@goldenpath/testing/fleet-arbitrary';
import * as fc from 'fast-check';

const FLEETS = fc.sample(arbitraryFleet({ maxApps: 6 }), { numRuns: 400, seed: 1 });
const APPS = FLEETS.flatMap(({ apps }) => apps);
const WITH_FIELDS = builtInRegistry.parts.filter(({ fields }) => fields !== undefined);

/** The kinds with a field of a part, which some kinds leave out. */
function kindsWith({ name }: AnyPart, field: string): string[] {
  return builtInRegistry.kinds
    .filter(({ parts, without = [] }) => parts.includes(name) && !without.includes(field))
    .map((kind) => kind.name);
}

/** Fields as `kind: field`, in order. */
function fieldsOf(part: AnyPart, fields: object | undefined): string[] {
  return Object.keys(fields ?? {})
    .flatMap((field) => kindsWith(part, field).map((kind) => `${kind}: ${field}`))
    .sort();
}

function drawnOf(fields: readonly string[], drawn: ReadonlySet<string>): string[] {
  return fields.filter((field) => drawn.has(field));
}

const WRITTEN = new Set(APPS.flatMap(({ kind, ...fields }) => Object.keys(fields).map((field) => `${kind}: ${field}`)));
const OVERRIDDEN = new Set(
  APPS.flatMap(({ kind, overrides = {} }) =>
    Object.values(overrides).flatMap((fields) => Object.keys(fields).map((field) => `${kind}: ${field}`)),
  ),
);

describe('fleets that are drawn', () => {
  test.each(WITH_FIELDS.map((part) => [part.name, part] as const))(
    'have every field of the part %s, in every kind that has it',
    (_name, part) => {
      const fields = fieldsOf(part, part.fields?.properties);
      expect(fields).not.toEqual([]);
      expect(drawnOf(fields, WRITTEN)).toEqual(fields);
    },
  );

  test.each(WITH_FIELDS.map((part) => [part.name, part] as const))(
    'override every field of the part %s that environments can override',
    (_name, part) => {
      const fields = fieldsOf(part, part.fields?.overrides);
      expect(drawnOf(fields, OVERRIDDEN)).toEqual(fields);
    },
  );

  test('give every part facts', () => {
    const facts = new Set(
      FLEETS.flatMap((fleet) => factsOf(fleet).apps)
        .flatMap((app) => [app, ...app.environments])
        .flatMap((each) => Object.keys(each)),
    );
    const names = builtInRegistry.parts.map(({ name }) => name);
    expect(names.filter((name) => facts.has(name))).toEqual(names);
  });
});
