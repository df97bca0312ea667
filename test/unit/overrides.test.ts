import type { AppFacts, StackOverride } from '@goldenpath/extension';
import { appStacks, checkOverrides } from '@goldenpath/infra';
import type { FleetFacts } from '@goldenpath/model';
import { builtInRegistry } from '@goldenpath/parts';
import { arbitraryFleet, factsOf } from '@goldenpath/testing/fleet-arbitrary';
import fc from 'fast-check';

/** The same fleets in every run, so that a test fails because of what was changed. `FLEET_SEED` chooses others. */
const RUNS = { numRuns: 20, seed: Number(process.env['FLEET_SEED'] ?? 1) };

type Resources = StackOverride['resources'];

const stacksOf = (app: AppFacts, { platform }: FleetFacts) => appStacks(app, platform, builtInRegistry);

/** Every argument with a literal value of every resource of a stack, as the stack has it. */
function sameValues(content: string): Resources {
  const { resource = {} } = JSON.parse(content) as { readonly resource?: Resources };
  const types = Object.entries(resource).map(([type, named]) => {
    const resources = Object.entries(named).map(([name, args]) => {
      const own = Object.entries(args).filter(([key, value]) => key !== '//' && !/[$%]\{/.test(JSON.stringify(value)));
      return [name, Object.fromEntries(own.filter(([key]) => key !== 'depends_on'))] as const;
    });
    return [type, Object.fromEntries(resources.filter(([, args]) => Object.keys(args).length > 0))] as const;
  });
  return Object.fromEntries(types.filter(([, named]) => Object.keys(named).length > 0));
}

function overriddenBy(
  app: AppFacts,
  overrides: (stack: string) => readonly Resources[],
  stacks: ReadonlyMap<string, string>,
): AppFacts {
  const part = (stack: string | undefined) => {
    const written = stack === undefined || !stacks.has(stack) ? [] : overrides(stack);
    const files = written.map((resource, index) => ({
      file: `patches/terraform/${index}.yaml`,
      content: JSON.stringify({ resource }),
    }));
    return files.length === 0 ? {} : { handOverrides: { overrides: files } };
  };
  return {
    ...app,
    ...part(app.stack?.name),
    environments: app.environments.map((each) => ({ ...each, ...part(each.stack?.name) })),
  } as AppFacts;
}

test('an override with the values that a stack has changes nothing, and no guard refuses it', () => {
  let resources = 0;
  fc.assert(
    fc.property(arbitraryFleet({ maxApps: 2 }), (fleet) => {
      // Those of the test take the place of overrides that are drawn.
      const facts = factsOf({ ...fleet, beside: {} });
      for (const app of facts.apps) {
        const files = stacksOf(app, facts);
        const stacks = new Map(files.map(({ path, content }) => [path.split('/')[1] ?? '', content]));
        const same = overriddenBy(app, (stack) => [sameValues(stacks.get(stack) ?? '{}')], stacks);
        expect(stacksOf(same, facts)).toEqual(files);
        resources += files.length;
        const guarded = checkOverrides(same, { platform: facts.platform, registry: builtInRegistry });
        expect(guarded.filter(({ message }) => message.includes('The guard'))).toEqual([]);
      }
    }),
    RUNS,
  );
  expect(resources).toBeGreaterThan(20);
});

/** Values of any form, with what Terraform would evaluate, and names that objects have. */
const hostile = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom('${file("/etc/passwd")}', '%{ if true }x%{ endif }', '$${x}', '__proto__', 'constructor', null),
);
const names = fc.constantFrom(
  ...'resource provider __proto__ constructor secret lifecycle ignore_changes tags description policy count ${x} name'.split(
    ' ',
  ),
);
const tree = (depth: number): fc.Arbitrary<unknown> =>
  depth === 0
    ? hostile
    : fc.oneof(
        { weight: 1, arbitrary: hostile },
        { weight: 3, arbitrary: fc.dictionary(names, tree(depth - 1), { maxKeys: 3 }) },
      );

/** Arguments of the resources that some stacks have. */
function inResources(
  files: readonly { readonly content: string }[],
  args: fc.Arbitrary<unknown>,
): fc.Arbitrary<unknown> {
  const known = files.flatMap(({ content }) => {
    const { resource = {} } = JSON.parse(content) as { readonly resource?: Resources };
    return Object.entries(resource).flatMap(([type, named]) => Object.keys(named).map((name) => [type, name] as const));
  });
  const settable = fc.oneof(names, fc.constantFrom('description', 'tags', 'lifecycle', 'recovery_window_in_days'));
  return fc
    .tuple(fc.constantFrom(...known), fc.dictionary(settable, args, { minKeys: 1, maxKeys: 2 }))
    .map(([[type, name], own]) => ({ [type]: { [name]: own } }));
}

test('whatever a file says is either refused or a change of arguments, and no expression', () => {
  const [fleet] = fc.sample(arbitraryFleet({ maxApps: 1 }), { numRuns: 1, seed: 3 });
  if (fleet === undefined) throw new Error('There is no fleet.');
  const facts = factsOf({ ...fleet, beside: {} });
  const [app] = facts.apps;
  if (app === undefined) throw new Error('There is no application.');
  const files = stacksOf(app, facts);
  const stacks = new Map(files.map(({ path, content }) => [path.split('/')[1] ?? '', content]));
  const expressions = (text: string) => text.match(/[$%]\{/g)?.length ?? 0;
  fc.assert(
    fc.property(fc.oneof(tree(4), inResources(files, tree(2))), (content) => {
      const override = overriddenBy(app, () => [content as Resources], stacks);
      checkOverrides(override, { platform: facts.platform, registry: builtInRegistry });
      for (const [index, { path, content: text }] of stacksOf(override, facts).entries()) {
        const before = files[index];
        const [old, now] = [before?.content ?? '{}', text].map((each) => JSON.parse(each) as Record<string, unknown>);
        expect(path).toBe(before?.path);
        expect({ ...now, resource: undefined }).toEqual({ ...old, resource: undefined });
        expect(expressions(text)).toBeLessThanOrEqual(expressions(before?.content ?? ''));
        expect(({} as { readonly a?: unknown }).a).toBeUndefined();
      }
    }),
    { ...RUNS, numRuns: 300 },
  );
});
