import type { AppFacts } from '@goldenpath/model';
import { holds, type Shard } from './shard';

/**
 * Units: files that are generated, kept and removed together. Their names in all trees:
 *
 * - `app/<name>` and `app/<name>/<environment>`: an application's own stack, and those of its environments;
 * - `app/<name>/base` and `app/<name>/<environment>`: its kustomize base and overlays;
 * - `platform/<environment>`: a stack of the platform, and what its cluster has in the tree of manifests;
 * - `argocd`: the configuration of Argo CD;
 * - `app/<name>`: its repository, in the tree of repositories;
 * - `manifest`: the list of the stacks.
 */
export const STACK_LIST_UNIT = 'manifest';

/** The configuration of Argo CD. */
export const ARGOCD_UNIT = 'argocd';

export function appUnit(app: string, environment?: string): string {
  return environment === undefined ? `app/${app}` : `app/${app}/${environment}`;
}

export function baseUnit(app: string): string {
  return `app/${app}/base`;
}

export function platformUnit(environment: string): string {
  return `platform/${environment}`;
}

/** Returns the unit of a manifest file, by its folder. */
export function manifestUnit({ name, manifestsPath }: AppFacts, path: string): string {
  const [folder, environment = ''] = path.slice(manifestsPath.length + 1).split('/');
  return folder === 'base' ? baseUnit(name) : appUnit(name, environment);
}

/** The scope of a run. An empty list means everything. */
export interface Selection {
  readonly apps: readonly string[];
  readonly environments: readonly string[];
  /** @default everything */
  readonly shard?: Shard;
}

/** No restriction. */
export const WHOLE_FLEET: Selection = { apps: [], environments: [] };

export function isWholeFleet({ apps, environments, shard }: Selection): boolean {
  return apps.length === 0 && environments.length === 0 && shard === undefined;
}

/** Returns whether a unit is in the scope of a selection. Units without an environment are always in scope. */
export function selects(selection: Selection, unit: string): boolean {
  if (isWholeFleet(selection)) return true;
  const { apps, environments, shard } = selection;
  const [kind, name = '', part] = unit.split('/');
  if (kind === STACK_LIST_UNIT) return true;
  if (kind === ARGOCD_UNIT) return apps.length === 0 && holds(shard, undefined);
  if (kind === 'platform')
    return apps.length === 0 && holds(shard, undefined) && selectsEnvironment(environments, name);
  return (
    (apps.length === 0 || apps.includes(name)) &&
    holds(shard, name) &&
    (part === undefined || part === 'base' || selectsEnvironment(environments, part))
  );
}

function selectsEnvironment(environments: readonly string[], environment: string): boolean {
  return environments.length === 0 || environments.includes(environment);
}

/**
 * Returns overlays on disk outside of the selected environments that must be regenerated, because their base changes or is removed and they
 * are patches of it.
 *
 * @param stayed The bases on disk that are up to date.
 */
export function leftBehind(known: readonly string[], selection: Selection, stayed: ReadonlySet<string>): string[] {
  return known.filter((unit) => {
    const [kind, name = ''] = unit.split('/');
    return (
      kind === 'app' && !selects(selection, unit) && selects(selection, baseUnit(name)) && !stayed.has(baseUnit(name))
    );
  });
}
