import {
  type AppFacts,
  type AppInEnvironment,
  type Diagnostic,
  type FleetFacts,
  type Location,
  type Path,
  type Registry,
  type SourceDocument,
  type UniqueName,
  valueAt,
} from '@goldenpath/extension';
import type { LoadedFleet } from '@goldenpath/spec';
import { appUnits, hasManifestsIn } from './units';

interface Owner {
  readonly name: string;
  readonly document: SourceDocument;
}

interface TakenName {
  readonly owner: Owner;
  readonly name: UniqueName;
}

/**
 * Returns an error for each name that an application shares with another one or with the platform. Each rule and pair gives one error,
 * which shows both.
 */
export function nameConflicts(facts: FleetFacts, { apps, platformDocument, registry }: LoadedFleet): Diagnostic[] {
  const documents = new Map(apps.map(({ spec, document }) => [spec.name, document]));
  const taken = new Map<string, TakenName>();
  const platform = { name: 'the platform', document: platformDocument };
  for (const name of namesOfPlatform(facts, registry)) taken.set(name.what, { owner: platform, name });
  const reported = new Set<string>();
  return facts.apps.flatMap((app) => {
    const document = documents.get(app.name);
    if (document === undefined) return [];
    const owner = { name: app.name, document };
    return namesOf(app, registry).flatMap((name) => {
      const earlier = taken.get(name.what);
      if (earlier === undefined) taken.set(name.what, { owner, name });
      if (earlier === undefined || earlier.owner.name === app.name || isShared(name, earlier.name)) return [];
      const pair = `${name.rule} ${earlier.owner.name} ${app.name}`;
      if (reported.has(pair)) return [];
      reported.add(pair);
      return [conflict(name, owner, earlier)];
    });
  });
}

function isShared(name: UniqueName, earlier: UniqueName): boolean {
  return name.sharedBy !== undefined && name.sharedBy === earlier.sharedBy;
}

/** Returns where a name is written. */
function locationOf({ path, environment }: UniqueName, { document }: Owner): Location {
  const override = environment === undefined ? [] : [['overrides', environment, ...path]];
  return document.locate(override.find((each) => valueAt(document.value, each) !== undefined) ?? path);
}

function conflict(name: UniqueName, owner: Owner, earlier: TakenName): Diagnostic {
  return {
    rule: name.rule,
    message: `${owner.name} and ${earlier.owner.name} both claim ${name.what}.`,
    remedy: name.remedy,
    location: locationOf(name, owner),
    related: {
      message: `It is claimed by ${earlier.owner.name} here.`,
      location: locationOf(earlier.name, earlier.owner),
    },
  };
}

const NAME: Path = ['name'];

/** The names that the platform uses. */
export function namesOfPlatform({ platform }: Pick<FleetFacts, 'platform'>, { parts }: Registry): UniqueName[] {
  const ofEnvironments = platform.environments.flatMap((environment, index) => [
    ...parts.flatMap((part) => {
      const facts = part.sharedOf(environment);
      return facts === undefined ? [] : (part.uniqueNamesOfPlatform?.(facts) ?? []);
    }),
    applicationName(argoApplicationName('platform', environment.name), ['environments', index, 'name']),
  ]);
  const ofComponents = platform.clusters.flatMap(({ environment, components = [] }) =>
    components.map(({ name }) => applicationName(argoApplicationName(name, environment), ['components', name])),
  );
  return [applicationName(ROOT_APP, ['environments']), ...ofEnvironments, ...ofComponents];
}

/** The Application that Argo CD starts from. */
export const ROOT_APP = 'root-app';

/** Returns the name of the Application of Argo CD that brings something to an environment. All are in one namespace. */
export function argoApplicationName(name: string, environment: string): string {
  return `${name}-${environment}`;
}

function applicationName(name: string, path: Path): UniqueName {
  return {
    rule: 'argo-application-taken',
    what: `the Argo CD Application "${name}"`,
    path,
    remedy: 'The name of an Application is that of the application with the environment. Rename the application.',
  };
}

/** The names of applications: those of a whole fleet are compared, and then noted for the next run. */
const names = new WeakMap<AppFacts, { readonly registry: Registry; readonly names: readonly UniqueName[] }>();

/** The names that an application uses. */
export function namesOf(app: AppFacts, registry: Registry): readonly UniqueName[] {
  const known = names.get(app);
  if (known?.registry === registry) return known.names;
  const made = makeNames(app, registry);
  names.set(app, { registry, names: made });
  return made;
}

function makeNames(app: AppFacts, registry: Registry): UniqueName[] {
  const parts = registry.partsOf(app.kind);
  const stacks = appUnits(app).flatMap(({ facts }) => facts.stack ?? []);
  return [
    ...parts.flatMap((part) => {
      if (part.uniqueNamesOnce === undefined) return [];
      const facts = part.onceOf(app);
      return facts === undefined ? [] : part.uniqueNamesOnce(facts);
    }),
    ...stacks.map(({ name }) => ({
      rule: 'stack-taken',
      what: `the stack "${name}"`,
      path: NAME,
      remedy: 'Rename one of the two.',
    })),
    ...app.environments
      .filter((inEnvironment) => hasManifestsIn(inEnvironment, parts))
      .map(({ environment }) => applicationName(argoApplicationName(app.name, environment), NAME)),
    ...app.environments.flatMap((inEnvironment) => namesInEnvironment(inEnvironment, app.kind, registry)),
  ];
}

function namesInEnvironment(app: AppInEnvironment, kind: string, registry: Registry): UniqueName[] {
  return registry.partsOf(kind).flatMap((part) => {
    if (part.uniqueNames === undefined) return [];
    const facts = part.factsOf(app);
    return facts === undefined ? [] : part.uniqueNames(facts, app);
  });
}
