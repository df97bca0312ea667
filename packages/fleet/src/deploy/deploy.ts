import type { RunReport } from '@goldenpath/deploy';
import type { ProvisionEvent } from '@goldenpath/database';
import type { FleetContext } from '../context';
import type { DatabaseRuns } from '../rds/provision-deployed';
import { type ApplyOptions, runSelected } from './run';

/** Options of `deploy`. */
export interface DeployOptions extends ApplyOptions {
  /**
   * A folder that `plan` wrote with `save`. Exactly its plans are applied, to the stacks in it. A stack that waited for another when the plans
   * were saved is not applied. @default each stack is planned
   */
  readonly plan?: string;
  /** With `plan`: plan and apply the stacks that waited. @default false */
  readonly planWaiting?: boolean;
  /** Provision the databases of the applications whose stacks were applied. @default true */
  readonly provision?: boolean;
  /** A file with PEM certificates to trust besides those of Amazon RDS. @default none */
  readonly caFile?: string;
  /** Called while databases are provisioned. */
  readonly onProvision?: (event: ProvisionEvent) => void;
}

/** What a deployment did: to the stacks, and then to PostgreSQL. */
export interface DeployReport extends RunReport {
  readonly databases: DatabaseRuns;
}

/**
 * Synthesises, deploys the selected stacks, and then provisions the databases of the applications whose stacks are deployed. With
 * `simulate`, they are on an embedded PostgreSQL server.
 *
 * @throws UserError where a real cloud would be changed without `approve`, or where the plans of `plan` are not of these stacks, their
 * present states, this target and this engine, or were changed. Nothing was applied then.
 */
export async function deploy(context: FleetContext, options: DeployOptions): Promise<DeployReport> {
  const { report, selected } = await runSelected(context, 'deploy', options);
  const nothing: DatabaseRuns = { runs: [] };
  if (options.provision === false) return { ...report, databases: nothing };
  const { out, caFile, onProvision } = options;
  const given = {
    ...(out !== undefined && { out }),
    ...(caFile !== undefined && { caFile }),
    ...(onProvision !== undefined && { onEvent: onProvision }),
  };
  const { provisionDeployed } = await import('../rds/provision-deployed.js');
  return { ...report, databases: await provisionDeployed(context, selected, report, given) };
}
