import type { AppFacts, FleetFacts } from '@goldenpath/model';

/** One application of a fleet, as `list` tells of it. */
export interface ListedApp {
  readonly name: string;
  readonly kind: string;
  readonly owner: string;
  readonly risk: string;
  readonly environments: readonly string[];
  /** Where it is reached from outside, in each environment where it is. */
  readonly urls: readonly string[];
  readonly database?: string;
}

/** Which applications to list: all that match every filter that is given. */
export interface ListFilter {
  readonly owner?: string;
  readonly kind?: string;
  /** Environments to look at: applications that run in none of them are left out. @default all */
  readonly environments?: readonly string[];
}

/** The applications of a fleet that a filter lets through, by name. */
export function listApps({ apps }: FleetFacts, { owner, kind, environments = [] }: ListFilter = {}): ListedApp[] {
  return apps
    .filter((app) => (owner === undefined || app.owner === owner) && (kind === undefined || app.kind === kind))
    .map((app) => listedApp(app, environments))
    .filter((app) => app.environments.length > 0);
}

function listedApp({ name, kind, owner, risk, environments }: AppFacts, wanted: readonly string[]): ListedApp {
  const shown = environments.filter(({ environment }) => wanted.length === 0 || wanted.includes(environment));
  const database = shown.find((facts) => facts.database !== undefined)?.database?.name;
  return {
    name,
    kind,
    owner,
    risk,
    environments: shown.map(({ environment }) => environment),
    urls: shown.flatMap(({ route }) => route?.url ?? []),
    ...(database !== undefined && { database }),
  };
}
