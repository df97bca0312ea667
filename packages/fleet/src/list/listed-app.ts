import type { AppSummary } from '@goldenpath/model';

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

/** An application with a summary for each of its environments. */
export interface AppToList {
  readonly name: string;
  readonly kind: string;
  readonly owner: string;
  readonly risk: string;
  readonly environments: readonly (AppSummary & { readonly environment: string })[];
}

/** Returns the applications that match a filter, in their order. */
export function listApps(apps: readonly AppToList[], { owner, kind, environments = [] }: ListFilter = {}): ListedApp[] {
  return apps
    .filter((app) => (owner === undefined || app.owner === owner) && (kind === undefined || app.kind === kind))
    .map((app) => listedApp(app, environments))
    .filter((app) => app.environments.length > 0);
}

function listedApp({ name, kind, owner, risk, environments }: AppToList, wanted: readonly string[]): ListedApp {
  const shown = environments.filter(({ environment }) => wanted.length === 0 || wanted.includes(environment));
  const database = shown.find((summary) => summary.database !== undefined)?.database;
  // Notes are about one environment. All other keys are about the application.
  const items = shown.flatMap(({ notes }) => notes).filter(({ key }) => key !== 'note' && key !== 'todo');
  const others = Object.fromEntries(items.reverse().map(({ key, text }) => [key, text]));
  return {
    name,
    kind,
    owner,
    risk,
    environments: shown.map(({ environment }) => environment),
    urls: shown.flatMap(({ url }) => url ?? []),
    ...(database !== undefined && { database }),
    ...(items.length > 0 && { others }),
  };
}
