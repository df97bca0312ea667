import type { Registry } from '@goldenpath/extension';
import { type AppFacts, summaryOf } from '@goldenpath/model';
import type { ResolvedFleet } from '../load/resolved-fleet';

/** One application in the output of `list`. */
export interface ListedApp {
  readonly name: string;
  readonly kind: string;
  readonly owner: string;
  readonly risk: string;
  readonly environments: readonly string[];
  /** The URLs outside the cluster, one per environment that has one. */
  readonly urls: readonly string[];
  readonly database?: string;
  /** Values from parts of extensions, by key. */
  readonly others?: Readonly<Record<string, string>>;
}

/** A filter for applications. All given criteria must match. */
export interface ListFilter {
  readonly owner?: string;
  readonly kind?: string;
  /** Environments to list. Applications that run in none of them are left out. @default all */
  readonly environments?: readonly string[];
}

/** Returns the applications that match a filter, by name. */
export function listApps(
  { facts, registry }: ResolvedFleet,
  { owner, kind, environments = [] }: ListFilter = {},
): ListedApp[] {
  return facts.apps
    .filter((app) => (owner === undefined || app.owner === owner) && (kind === undefined || app.kind === kind))
    .map((app) => listedApp(app, environments, registry))
    .filter((app) => app.environments.length > 0);
}

function listedApp(
  { name, kind, owner, risk, environments }: AppFacts,
  wanted: readonly string[],
  registry: Registry,
): ListedApp {
  const shown = environments.filter(({ environment }) => wanted.length === 0 || wanted.includes(environment));
  const summaries = shown.map((facts) => summaryOf(facts, kind, registry));
  const database = summaries.find((summary) => summary.database !== undefined)?.database;
  // Notes are about one environment. All other keys are about the application.
  const items = summaries.flatMap(({ notes }) => notes).filter(({ key }) => key !== 'note' && key !== 'todo');
  const others = Object.fromEntries(items.reverse().map(({ key, text }) => [key, text]));
  return {
    name,
    kind,
    owner,
    risk,
    environments: shown.map(({ environment }) => environment),
    urls: summaries.flatMap(({ url }) => url ?? []),
    ...(database !== undefined && { database }),
    ...(items.length > 0 && { others }),
  };
}
