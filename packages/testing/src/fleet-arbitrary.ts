import { builtInRegistry } from '@goldenpath/parts';
import { type FleetFacts, resolveFleet } from '@goldenpath/model';
import { resolveApp, resolvePlatform, type WrittenAppSpec, type WrittenPlatform } from '@goldenpath/spec';
import * as fc from 'fast-check';
import { arbitraryApp } from './arbitrary/app';
import { arbitraryPlatform, ENVIRONMENT_NAMES } from './arbitrary/platform';
import { withListener } from './arbitrary/route';

/** A platform and its applications as people wrote them. */
export interface WrittenFleet {
  readonly platform: WrittenPlatform;
  readonly apps: readonly WrittenAppSpec[];
}

/** Names that some other application's name, with an environment or a suffix after it, would collide with. */
const CONTESTED = new RegExp(`-(${ENVIRONMENT_NAMES.join('|')}|lb)$|^db$`);

const NAME = fc
  .oneof(
    { weight: 9, arbitrary: fc.stringMatching(/^[a-z][a-z0-9]{1,8}(-[a-z0-9]{1,6}){0,2}$/) },
    { weight: 1, arbitrary: fc.stringMatching(/^[a-z]{25}-[a-z0-9]{24}$/) },
  )
  .filter((text) => !CONTESTED.test(text));

/**
 * Valid fleets: every kind, every field present or absent, overrides, `uses` including circles, and hostile text in every
 * free-text field. Loading one gives no diagnostics.
 */
export function arbitraryFleet({ maxApps = 4 } = {}): fc.Arbitrary<WrittenFleet> {
  return arbitraryPlatform().chain((platform) => {
    const name = NAME.filter((text) => text !== platform.organisation);
    return fc
      .uniqueArray(name, {
        minLength: 1,
        maxLength: maxApps,
        selector: (text) => text.replaceAll('-', '').slice(0, 20),
      })
      .chain((names) => fc.tuple(...names.map((each) => arbitraryMember(each, platform))))
      .map((members) => ({
        platform,
        apps: withOneListener(
          members.map((member) => withUses(member, members, platform)),
          platform,
        ),
      }));
  });
}

function withOneListener([first, ...others]: readonly WrittenAppSpec[], platform: WrittenPlatform): WrittenAppSpec[] {
  return first === undefined ? [] : [withListener(first, platform), ...others];
}

/** What the model makes of a fleet. */
export function factsOf({ platform: written, apps }: WrittenFleet): FleetFacts {
  const platform = resolvePlatform(written);
  return resolveFleet(
    platform,
    apps.map((app) => resolveApp(app, platform, builtInRegistry)),
    builtInRegistry,
  );
}

interface Member {
  readonly spec: WrittenAppSpec;
  /** Decides which of those that it may use it uses. */
  readonly picks: readonly number[];
}

function arbitraryMember(name: string, platform: WrittenPlatform): fc.Arbitrary<Member> {
  const own = fc.option(fc.shuffledSubarray([...platform.environments], { minLength: 1 }), { nil: undefined });
  return own.chain((environments) =>
    fc
      .tuple(arbitraryApp(name, platform, environments ?? platform.environments), fc.array(fc.nat(), { maxLength: 3 }))
      .map(([spec, picks]) => ({
        spec:
          environments === undefined
            ? spec
            : { ...spec, environments: environments.map((environment) => environment.name) },
        picks,
      })),
  );
}

function withUses({ spec, picks }: Member, members: readonly Member[], platform: WrittenPlatform): WrittenAppSpec {
  if (spec.kind === 'rds-database' || picks.length === 0) return spec;
  const everywhere = platform.environments.map(({ name }) => name);
  const needed = spec.environments ?? everywhere;
  const usable = members
    .map((member) => member.spec)
    .filter((other) => {
      const { name, environments = everywhere } = other;
      const runsThere = needed.every((environment) => environments.includes(environment));
      return isCallable(other) && name !== spec.name && runsThere;
    });
  const uses = new Set(picks.flatMap((pick) => usable[pick % Math.max(1, usable.length)]?.name ?? []));
  const calling = uses.size === 0 ? spec : { ...spec, uses: [...uses] };
  return withAffinity({ spec: withAccess({ spec: calling, picks }, members, platform), picks }, members, platform);
}

const TOPOLOGIES = [{}, { topology: 'zone' }, { topology: 'node' }] as const;

/** Pods near an application that runs wherever they do, or away from it. */
function withAffinity({ spec, picks }: Member, members: readonly Member[], platform: WrittenPlatform): WrittenAppSpec {
  if (spec.kind !== 'stateless-app' && spec.kind !== 'backend-app-rds' && spec.kind !== 'scheduled-job') return spec;
  const everywhere = platform.environments.map(({ name }) => name);
  const needed = spec.environments ?? everywhere;
  const others = members.flatMap(({ spec: { kind, name, environments = everywhere } }) =>
    kind !== 'rds-database' && name !== spec.name && needed.every((each) => environments.includes(each)) ? [name] : [],
  );
  const [near, away] = picks.map((pick) => ({
    app: others[pick % Math.max(1, others.length)],
    ...TOPOLOGIES[pick % TOPOLOGIES.length],
  }));
  const named = <Term extends { readonly app: string | undefined }>(term: Term | undefined) =>
    term?.app === undefined ? [] : [{ ...term, app: term.app }];
  const affinity = named(near);
  const antiAffinity = named(away).filter(({ app }) => app !== near?.app);
  return affinity.length === 0 ? spec : { ...spec, pod: { ...spec.pod, affinity, antiAffinity } };
}

const LEVELS = ['reader', 'editor', 'owner'] as const;

/** Access to databases that run wherever the application does. One with a database of its own has none, so that no stacks need each other. */
function withAccess({ spec, picks }: Member, members: readonly Member[], platform: WrittenPlatform): WrittenAppSpec {
  if (spec.kind !== 'stateless-app' && spec.kind !== 'stateful-app' && spec.kind !== 'scheduled-job') return spec;
  const everywhere = platform.environments.map(({ name }) => name);
  const needed = spec.environments ?? everywhere;
  const owners = members.flatMap(({ spec: { kind, name, environments = everywhere } }) =>
    kind === 'rds-database' && needed.every((environment) => environments.includes(environment)) ? [name] : [],
  );
  const chosen = new Map(
    picks.flatMap((pick) => owners.slice(pick % Math.max(1, owners.length)).map((name) => [name, pick])),
  );
  if (chosen.size === 0) return spec;
  const databases = [...chosen].map(([name, pick]) => {
    const access = LEVELS[pick % LEVELS.length] ?? 'reader';
    const variable = `${name.toUpperCase().replaceAll('-', '_')}_DSN`;
    return [
      name,
      { access, variables: { [variable]: 'postgresql://{username}:{password}@{host}:{port}/{dbname}' } },
    ] as const;
  });
  return { ...spec, databases: Object.fromEntries(databases) };
}

/** Whether it has a Service: a database alone, a job and a worker have none. */
function isCallable(spec: WrittenAppSpec): boolean {
  return spec.kind !== 'rds-database' && spec.kind !== 'scheduled-job' && spec.ports?.length !== 0;
}
