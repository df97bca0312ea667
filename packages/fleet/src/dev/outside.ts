import type { FleetContext } from '../context';
import type { ValidFleet } from '../load/load-valid-fleet';
import type { LocalDatabases } from '../rds/local-databases';
import type { OnDevEvent } from './events';
import { type LocalValues, localValues } from './local-secrets';
import { type LocalNeeds, needsOf, openNeeds } from './needs';
import type { PlannedApp } from './plan-dev';
import { containersOf, type Pod } from './pod';
import type { Source } from './sources';
import type { Stub } from './stub';
import { storedVariables } from './variables';

/** What an application has outside of its pods. */
export interface Outside {
  /** Variables for the SDKs of AWS. */
  readonly variables: LocalNeeds['variables'];
  /** The contents of secrets by their names: those of its database and of what it needs. */
  readonly secrets: LocalNeeds['secrets'];
  /** Values of this machine. */
  readonly values: LocalValues;
}

/** What a stub, Redis and an application need to get their addresses. */
export interface Opening {
  readonly context: Pick<FleetContext, 'env'>;
  readonly out: string;
  readonly onEvent: OnDevEvent;
  /** What has to be closed. */
  readonly opened: Stub[];
}

/**
 * Finds what an application uses beside its database and other applications.
 *
 * @throws UserError with the names of all secrets that this machine does not have.
 */
export async function outsideOf(
  context: FleetContext,
  { name, pod }: PlannedApp,
  databases: LocalDatabases,
  { fleet, environment, ...opening }: Opening & { readonly fleet: ValidFleet; readonly environment: string },
): Promise<Outside> {
  const needs = await openNeeds({ name, needs: needsOf(fleet, environment, name), ...opening });
  const secrets = new Map([...databases.secrets, ...needs.secrets]);
  const sources = [...variablesIn(pod), ...filesIn(pod)];
  const values = await localValues(context, name, storedVariables(sources, secrets, needs.without));
  reportSealed(name, pod, sources, values, opening.onEvent);
  return { variables: needs.variables, secrets, values };
}

/** Reports what only the controller of a cluster can open, and Secrets that were not sealed. */
function reportSealed(
  name: string,
  pod: Pod,
  sources: readonly Source[],
  values: LocalValues,
  onEvent: OnDevEvent,
): void {
  const remedy = `Only the cluster has it. Write values for this machine into .goldenpath/dev/${name}.yaml.`;
  const sealed = sources.filter((source) => 'sealedIn' in source && !Object.hasOwn(values, source.name));
  const names = [...new Set(sealed.map((source) => source.name))].sort();
  if (names.length > 0) onEvent({ event: 'missing', name, what: `what is sealed: ${names.join(', ')}`, remedy });
  const absent = [...new Set(containersOf(pod).flatMap((container) => container.absent))].sort();
  for (const secret of absent) onEvent({ event: 'missing', name, what: `the Secret ${secret}`, remedy });
}

/** The names of values that are only files: in a cluster, they are not variables. */
export function fileNames(pod: Pod): ReadonlySet<string> {
  const variables = new Set(variablesIn(pod).map(({ name }) => name));
  return new Set(filesIn(pod).flatMap(({ name }) => (variables.has(name) ? [] : [name])));
}

function variablesIn(pod: Pod): Source[] {
  return containersOf(pod).flatMap(({ sources }) => sources);
}

function filesIn(pod: Pod): Source[] {
  return containersOf(pod).flatMap(({ mounts }) =>
    mounts.flatMap((mount) => (mount.kind === 'secret' ? mount.files.map(({ source }) => source) : [])),
  );
}
