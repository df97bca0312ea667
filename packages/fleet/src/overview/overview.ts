import { containerImage } from '@goldenpath/gitops';
import { summaryOf } from '@goldenpath/model';
import { monthlyCostOf } from '@goldenpath/review';
import type { AppInEnvironment, Registry } from '@goldenpath/extension';
import type { FleetContext } from '../context';
import { loadValidFleet } from '../load/load-valid-fleet';

/** What an application is and costs, by environment. */
export interface ApplicationOverview {
  readonly name: string;
  readonly kind: string;
  readonly owner: string;
  readonly risk: string;
  /** The name of its database. @default none */
  readonly database?: string;
  /** In the platform's order. */
  readonly environments: readonly EnvironmentOverview[];
}

export interface EnvironmentOverview {
  readonly name: string;
  /** The address outside the cluster. @default not exposed */
  readonly url?: string;
  /** Where its image comes from: built by the application and released, or the upstream image of the spec. @default it has no pods */
  readonly image?: 'built' | { readonly upstream: string };
  /** The stack of the application here. @default none */
  readonly stack?: string;
  /** Estimated, in USD. Costs of the platform are not part of it. */
  readonly monthlyCost: number;
}

/**
 * Returns an overview of an application.
 *
 * @throws UserError when the fleet has no such application.
 */
export async function overview(context: FleetContext, name: string): Promise<ApplicationOverview> {
  const { facts, registry } = await loadValidFleet(context, [name]);
  const app = facts.apps.find((candidate) => candidate.name === name);
  if (app === undefined) throw new Error(`${name} was found and is gone.`);
  const { kind, owner, risk } = app;
  const summaries = app.environments.map((inOne) => summaryOf(inOne, kind, registry));
  const database = summaries.find((summary) => summary.database !== undefined)?.database;
  return {
    name,
    kind,
    owner,
    risk,
    ...(database !== undefined && { database }),
    environments: app.environments.map((inOne, index) => {
      const url = summaries[index]?.url;
      const image = imageOf(inOne, registry);
      return {
        name: inOne.environment,
        ...(url !== undefined && { url }),
        ...(image !== undefined && { image }),
        ...(inOne.stack !== undefined && { stack: inOne.stack.name }),
        monthlyCost: monthlyCostOf(inOne, registry),
      };
    }),
  };
}

function imageOf(app: AppInEnvironment, registry: Registry): EnvironmentOverview['image'] {
  const image = containerImage(app, registry);
  if (image === undefined) return undefined;
  return image.source === 'built' ? 'built' : { upstream: image.reference };
}
