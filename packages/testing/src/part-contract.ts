import { type AnyPart, createRegistry, type Registry } from '@goldenpath/extension';
import { appStacks, platformStacks } from '@goldenpath/infra';
import { type KubernetesObject, renderApp } from '@goldenpath/manifests';
import type { AppFacts, AppInEnvironment, FleetFacts } from '@goldenpath/model';
import { parseConfiguration, resourcesOf } from './rendered/configuration';

/** The output of one part, or of all parts: each object and resource by its name. */
interface Made {
  readonly objects: ReadonlyMap<string, KubernetesObject>;
  readonly resources: ReadonlyMap<string, unknown>;
}

/**
 * What every part must do; registers its tests.
 *
 * @param whole - The registry that the part is in.
 * @param facts - Gives the facts of a fleet that uses every part.
 */
export function describePartContract(part: AnyPart, whole: Registry, facts: () => FleetFacts): void {
  const alone = createRegistry([{ parts: [part], kinds: whole.kinds }]);
  const others = whole.parts.filter(({ name }) => name !== part.name);

  describe(`the part ${part.name}`, () => {
    it('makes the same again', () => {
      expect(makeAll(facts(), alone)).toEqual(makeAll(facts(), alone));
    });

    it('makes the same from its own facts, and reads those of no other part', () => {
      const made = makeAll(facts(), alone);
      expect(makeAll(onlyFactsOf(facts(), others), alone)).toEqual(made);
    });

    it('leaves its facts as they were', () => {
      const before = structuredClone(facts());
      makeAll(facts(), alone);
      expect(facts()).toEqual(before);
    });

    it('makes nothing that another part makes as well', () => {
      const rest = makeAll(facts(), createRegistry([{ parts: others, kinds: whole.kinds }]));
      const { objects, resources } = makeAll(facts(), alone);
      expect([...objects.keys()].filter((name) => rest.objects.has(name))).toEqual([]);
      expect([...resources.keys()].filter((name) => rest.resources.has(name))).toEqual([]);
    });

    it('makes the same resources beside the other parts', () => {
      const together = makeAll(facts(), whole).resources;
      for (const [name, resource] of makeAll(facts(), alone).resources) expect(together.get(name)).toEqual(resource);
    });

    it('has resources exactly in the stacks that it names', () => {
      expect(Object.keys(part.stacks?.() ?? {}).sort()).toEqual([...(part.stackScopes ?? [])].sort());
    });

    it('declares the permissions of its AWS resources', () => {
      const declared = part.permissions?.().resources ?? [];
      const made = [...makeAll(facts(), alone).resources.keys()].map((name) => / (aws_\w+)\./.exec(name)?.[1]);
      expect(made.filter((type) => type !== undefined && !declared.includes(type))).toEqual([]);
    });

    it('has no hook of charts but those of the contract', () => {
      const known = ['add', 'pod', 'file'];
      expect(Object.keys(part.charts?.() ?? {}).filter((name) => !known.includes(name))).toEqual([]);
    });
  });
}

function makeAll({ platform, apps }: FleetFacts, registry: Registry): Made {
  const objects = apps.flatMap((app) =>
    app.environments.flatMap((facts) =>
      renderApp(app.name, facts, registry).map((object) => {
        const { apiVersion, kind, metadata } = object;
        return [`${app.name} ${facts.environment} ${apiVersion} ${kind} ${metadata.name}`, object] as const;
      }),
    ),
  );
  const stacks = [...platformStacks(platform, registry), ...apps.flatMap((app) => appStacks(app, platform, registry))];
  const resources = stacks.flatMap(({ path, content }) =>
    resourcesOf(parseConfiguration(content)).map(
      ({ type, name, block }) => [`${path} ${type}.${name}`, block] as const,
    ),
  );
  return { objects: new Map(objects), resources: new Map(resources) };
}

/** The facts of a fleet. Those of `others` throw if they are read. */
export function onlyFactsOf({ platform, apps }: FleetFacts, others: readonly AnyPart[]): FleetFacts {
  const guarded = <Value extends object>(value: Value): Value => guard(value, others);
  return {
    platform: { ...platform, environments: platform.environments.map(guarded) },
    apps: apps.map((app): AppFacts => {
      const inEach = (facts: readonly AppInEnvironment[]) => facts.map(guarded);
      return guarded({ ...app, general: inEach(app.general), environments: inEach(app.environments) });
    }),
  };
}

function guard<Value extends object>(value: Value, others: readonly AnyPart[]): Value {
  const names = new Set(others.map(({ name }) => name));
  return new Proxy(value, {
    get(target, key, receiver) {
      if (typeof key === 'string' && names.has(key)) throw new Error(`The facts of ${key} are read.`);
      return Reflect.get(target, key, receiver) as unknown;
    },
  });
}
