import { type BuiltInKind, builtInRegistry } from '@goldenpath/parts';
import { type FleetFacts, resolveFleet } from '@goldenpath/model';
import {
  resolveApp,
  resolvePlatform,
  type WrittenAppSpec,
  type WrittenEnvironment,
  type WrittenPlatform,
} from '@goldenpath/spec';
import * as fc from 'fast-check';
import { arbitraryApp } from './arbitrary/app';
import { type FilesBeside, filesBeside } from './arbitrary/beside';
import { arbitraryPlatform, ENVIRONMENT_NAMES } from './arbitrary/platform';
import { withListener } from './arbitrary/route';

/** A platform and its applications as people wrote them. */
export interface WrittenFleet {
  readonly platform: WrittenPlatform;
  readonly apps: readonly WrittenAppSpec[];
  /** What is in the folder `patches` beside the specs, by the name of the application. @default nothing */
  readonly beside?: Readonly<Record<string, FilesBeside>>;
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
        beside: Object.fromEntries(
          members.flatMap(({ spec, beside }) => (Object.keys(beside).length === 0 ? [] : [[spec.name, beside]])),
        ),
      }));
  });
}

function withOneListener([first, ...others]: readonly WrittenAppSpec[], platform: WrittenPlatform): WrittenAppSpec[] {
  return first === undefined ? [] : [withListener(first, platform), ...others];
}

/** What the model makes of a fleet. */
export function factsOf({ platform: written, apps, beside = {} }: WrittenFleet): FleetFacts {
  const platform = resolvePlatform(written);
  return resolveFleet(
    platform,
    apps.map((app) => ({ ...resolveApp(app, platform, builtInRegistry), ...dataOf(beside[app.name]) })),
    builtInRegistry,
  );
}

function dataOf(data: FilesBeside | undefined): { data?: FilesBeside } {
  return data === undefined ? {} : { data };
}

type Choices = Pick<Member, 'spec' | 'picks'>;

interface Member {
  readonly spec: WrittenAppSpec;
  /** Decides which of those that it may use it uses. */
  readonly picks: readonly number[];
  readonly beside: FilesBeside;
}

function arbitraryMember(name: string, platform: WrittenPlatform): fc.Arbitrary<Member> {
  const own: fc.Arbitrary<readonly WrittenEnvironment[] | undefined> = fc.option(
    fc.shuffledSubarray([...platform.environments], { minLength: 1 }),
    { nil: undefined },
  );
  return own.chain((environments = platform.environments) => {
    const isOwn = environments !== platform.environments;
    const names = isOwn ? { environments: environments.map((environment) => environment.name) } : {};
    return fc
      .tuple(arbitraryApp(name, platform, environments), fc.array(fc.nat(), { maxLength: 3 }))
      .chain(([spec, picks]) =>
        filesBeside(spec, environments).map((beside) => ({ spec: { ...spec, ...names }, picks, beside })),
      );
  });
}

function withUses({ spec, picks }: Choices, members: readonly Member[], platform: WrittenPlatform): WrittenAppSpec {
  if (spec.kind === 'rds-database' || picks.length === 0) return spec;
  const usable = members
    .map((member) => member.spec)
    .filter((other) => isCallable(other) && other.name !== spec.name && runsWherever(spec, other, platform));
  const uses = new Set(picks.flatMap((pick) => usable[pick % Math.max(1, usable.length)]?.name ?? []));
  const calling = uses.size === 0 ? spec : { ...spec, uses: [...uses] };
  const reaching = withGrants(withAccess({ spec: calling, picks }, members, platform), members, platform);
  return withAffinity({ spec: reaching, picks }, members, platform);
}

function environmentsOf({ environments }: WrittenAppSpec, platform: WrittenPlatform): readonly string[] {
  return environments ?? platform.environments.map(({ name }) => name);
}

/** Whether another application runs in each environment of this one. */
function runsWherever(spec: WrittenAppSpec, other: WrittenAppSpec, platform: WrittenPlatform): boolean {
  const there = environmentsOf(other, platform);
  return environmentsOf(spec, platform).every((environment) => there.includes(environment));
}

const TOPOLOGIES = [{}, { topology: 'zone' }, { topology: 'node' }] as const;

/** Pods near an application that runs wherever they do, or away from it. */
function withAffinity({ spec, picks }: Choices, members: readonly Member[], platform: WrittenPlatform): WrittenAppSpec {
  if (spec.kind !== 'stateless-app' && spec.kind !== 'backend-app-rds' && spec.kind !== 'scheduled-job') return spec;
  const others = members.flatMap(({ spec: other }) =>
    hasPods(other) && other.name !== spec.name && runsWherever(spec, other, platform) ? [other.name] : [],
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

const SHARED = ['buckets', 'topics', 'queues', 'tables'] as const;

type ServiceSpec = Extract<WrittenAppSpec, { readonly kind: Exclude<BuiltInKind, 'rds-database'> }>;

function hasPods(spec: WrittenAppSpec): spec is ServiceSpec {
  return spec.kind !== 'rds-database';
}

/** Access to what applications earlier in the list have in the cloud, so that no stacks need each other. */
function withGrants(spec: WrittenAppSpec, members: readonly Member[], platform: WrittenPlatform): WrittenAppSpec {
  if (!hasPods(spec) || !SHARED.some((part) => Object.hasOwn(spec, part))) return spec;
  const names = members.map((member) => member.spec.name);
  const grants = members.slice(0, names.indexOf(spec.name)).flatMap(({ spec: other, picks: [pick = 0] }) => {
    if (!hasPods(other) || !runsWherever(spec, other, platform)) return [];
    const { name: app } = other;
    const access = pick % 2 === 0 ? ('read' as const) : ('write' as const);
    return SHARED.flatMap((part) => Object.keys(other[part] ?? {}).map((name) => ({ app, part, name, access })));
  });
  return grants.length === 0 ? spec : { ...spec, grants: grants.slice(0, 20) };
}

const LEVELS = ['reader', 'editor', 'owner'] as const;

/** Access to databases that run wherever the application does, and that need no other stacks. */
function withAccess({ spec, picks }: Choices, members: readonly Member[], platform: WrittenPlatform): WrittenAppSpec {
  if (!hasPods(spec)) return spec;
  const owners = members.flatMap(({ spec: other }) =>
    !hasPods(other) && runsWherever(spec, other, platform) ? [other.name] : [],
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
  const [environment = ''] = environmentsOf(spec, platform);
  const own: Readonly<Record<string, object>> = spec.overrides ?? {};
  const changed = databases.slice(1).map(([name]) => [name, { access: 'reader' as const }] as const);
  const override = { ...own[environment], databases: Object.fromEntries(changed) };
  const overrides = changed.length === 0 ? {} : { overrides: { ...own, [environment]: override } };
  return { ...spec, databases: Object.fromEntries(databases), ...overrides };
}

/** Whether it has a Service: a database alone, a job and a worker have none. */
function isCallable(spec: WrittenAppSpec): boolean {
  return spec.kind !== 'rds-database' && spec.kind !== 'scheduled-job' && spec.ports?.length !== 0;
}
