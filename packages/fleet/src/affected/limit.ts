import type { Affected } from './affected';
import { NO_ENVIRONMENT } from './matrix';

/** A selection of affected stacks and manifests. An empty list selects all. */
export interface Limit {
  /** Names of environments, and {@link NO_ENVIRONMENT}. */
  readonly environments: readonly string[];
  /** @default both */
  readonly plane?: 'manifests' | 'infra';
}

/** Restricts a result to environments and a plane. Manifests keep only the selected environments. */
export function limited(affected: Affected, { environments, plane }: Limit): Affected {
  const wants = (environment: string | null) =>
    environments.length === 0 || environments.includes(environment ?? NO_ENVIRONMENT);
  const inLimit = <T extends { readonly environment: string | null }>(all: readonly T[]) =>
    plane === 'manifests' ? [] : all.filter(({ environment }) => wants(environment));
  const manifests = affected.manifests.map((app) => ({ ...app, environments: app.environments.filter(wants) }));
  return {
    stacks: inLimit(affected.stacks),
    removed: inLimit(affected.removed),
    databases: inLimit(affected.databases),
    manifests: plane === 'infra' ? [] : manifests.filter((app) => app.environments.length > 0),
  };
}
