import type { Registry } from '@goldenpath/extension';
import { type AppFacts, summaryOf } from '@goldenpath/model';
import type { ResolvedFleet } from '../load/resolved-fleet';

/** One application of a fleet, as `list` shows it. */
export interface ListedApp {
  readonly name: string;
  readonly kind: string;
  readonly owner: string;
  readonly risk: string;
  readonly environments: readonly string[];
  /** Where it is reached from outside, in each environment where it is. */
  readonly urls: readonly string[];
  readonly database?: string;
  /** What parts of extensions say of it, by the key that they give it. */
  readonly others?: Readonly<Record<string, string>>;
}

/** Which applications to list: all that match every filter that is given. */
export interface ListFilter {
  readonly owner?: string;
  readonly kind?: string;
  /** Environments to look at: applications that run in none of them are left out. @default all */
  readonly environments?: readonly string[];
}

/** The applications of a fleet that a filter lets through, by name. */
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
  // A note says something of one environment; any other key names what the application has.
  const items = summaries.flatMap(({ notes }) => notes).filter(({ key }) => key !== 'note');
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
