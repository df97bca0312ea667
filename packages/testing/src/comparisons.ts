import { builtInRegistry } from '@goldenpath/parts';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import type { Json } from '@goldenpath/deploy';
import type { GeneratedFile } from '@goldenpath/files';
import { appStacks, platformStacks } from '@goldenpath/infra';
import { renderApp } from '@goldenpath/manifests';
import { type AppFacts, type PlatformFacts, resolveFleet } from '@goldenpath/model';
import type { Comparison, FleetVersion, KubernetesObject, Plans, StackContent } from '@goldenpath/review';
import { type AppSpec, resolveApp, resolvePlatform, type WrittenAppSpec, type WrittenPlatform } from '@goldenpath/spec';
import { ROOT } from './fleet';

/** Plain data that a test may change as it likes. */
// oxlint-disable-next-line typescript/no-explicit-any -- a test knows the type of the value.
export type Draft = any;

/** A fleet as a person writes it. */
export interface WrittenFleet {
  readonly platform: Draft;
  /** By name. `data` of an application is what the files beside its spec say, by path. */
  readonly apps: Readonly<Record<string, Draft>>;
}

/** The example fleet of this repository, a copy that a test may change. */
export function exampleFleet(): WrittenFleet {
  const parse = (path: string): Draft => load(readFileSync(join(ROOT, path), 'utf8'));
  const names = readdirSync(join(ROOT, 'apps')).sort();
  const written = names.flatMap((name) => {
    try {
      return [[name, parse(`apps/${name}/app.yaml`)] as const];
    } catch {
      // Specs that are programs are not read here.
      return [];
    }
  });
  return { platform: parse('platform.yaml'), apps: Object.fromEntries(written) };
}

/** A copy of a fleet with an edit. The function mutates its argument. */
export function edited(
  fleet: WrittenFleet,
  edit: (draft: { platform: Draft; apps: Record<string, Draft> }) => void,
): WrittenFleet {
  const draft = structuredClone(fleet) as { platform: Draft; apps: Record<string, Draft> };
  edit(draft);
  return draft;
}

/** Generates a fleet as the command does, but without validation, which `openFleet` does. */
export function fleetVersionOf({ platform, apps }: WrittenFleet): FleetVersion {
  const resolved = resolvePlatform(platform as WrittenPlatform);
  const names = Object.keys(apps).sort();
  const facts = resolveFleet(
    resolved,
    names.map((name) => ({
      ...resolveApp(specOf(apps[name]), resolved, builtInRegistry),
      ...((apps[name] as { data?: object }).data !== undefined && { data: (apps[name] as { data: object }).data }),
    })) as AppSpec[],
    builtInRegistry,
  );
  const made = facts.apps.map((app) => makeApp(app, facts.platform));
  const stacks = [...made.flatMap((app) => app.stacks), ...makePlatform(facts.platform)];
  return {
    facts,
    platformFile: resolved as unknown as Json,
    writtenApps: new Map(names.map((name) => [name, specOf(apps[name]) as unknown as Json])),
    objects: new Map(made.map(({ name, objects }) => [name, objects])),
    stacks: new Map(stacks),
  };
}

/** An application without the files beside its spec. */
function specOf({ data: _data, ...spec }: Draft): WrittenAppSpec {
  return spec as WrittenAppSpec;
}

export const NO_PLANS: Plans = { source: 'none', note: null, stacks: [] };

const COMMITS = {
  base: { ref: 'main', commit: '1111111111111111111111111111111111111111' },
  head: { ref: 'working tree', commit: null },
};

/** Two fleets to review, by default without plans and with the same generators. */
export function comparisonOf(
  base: WrittenFleet,
  head: WrittenFleet,
  changes: Partial<Pick<Comparison, 'generatorsChanged' | 'plans' | 'commits'>> = {},
): Comparison {
  return {
    base: fleetVersionOf(base),
    head: fleetVersionOf(head),
    commits: COMMITS,
    generatorsChanged: false,
    plans: NO_PLANS,
    ...changes,
  };
}

interface MadeApp {
  readonly name: string;
  readonly objects: ReadonlyMap<string, readonly KubernetesObject[]>;
  readonly stacks: readonly (readonly [string, StackContent])[];
}

const apps = new Map<string, MadeApp>();
const platforms = new Map<string, MadeApp['stacks']>();

/** The same facts give the same: most of a fleet is as it was in the test before. */
function makeApp(app: AppFacts, platform: PlatformFacts): MadeApp {
  return remembered(apps, JSON.stringify([app, platform]), () => ({
    name: app.name,
    objects: new Map(
      app.environments.map((place) => [
        place.environment,
        renderApp(app.name, place, builtInRegistry) as KubernetesObject[],
      ]),
    ),
    stacks: stacksIn(appStacks(app, platform, builtInRegistry)),
  }));
}

function makePlatform(platform: PlatformFacts): MadeApp['stacks'] {
  return remembered(platforms, JSON.stringify(platform), () => stacksIn(platformStacks(platform, builtInRegistry)));
}

function stacksIn(files: readonly GeneratedFile[]) {
  return files.map(({ path, content }) => [path.split('/')[1] ?? '', JSON.parse(content) as StackContent] as const);
}

function remembered<Made>(known: Map<string, Made>, key: string, make: () => Made): Made {
  const made = known.get(key) ?? make();
  known.set(key, made);
  return made;
}
