import { acceptanceOf, type AppInEnvironment, type PlatformEnvironment } from '@goldenpath/model';
import type { FleetChange } from '../fleet/fleet-change';
import type { Unit } from './units';

/**
 * An acceptance of a loss takes the deletion protection of an instance away, and that is a change of the cloud: what Terraform alone
 * keeps to itself, its `prevent_destroy`, is none.
 */
export function protectionReasons({ head }: FleetChange, { app, pair, in: environment }: Unit): string[] {
  const place = pair?.environments.find((candidate) => candidate.environment === environment);
  const [before, after] =
    pair === undefined
      ? [sharedProtection(environment?.base), sharedProtection(environment?.head)]
      : [ownProtection(place?.base), ownProtection(place?.head)];
  if (before === undefined || after === undefined || before === after) return [];
  if (after) return ['the loss of the database is accepted no more'];
  const accepted = acceptanceOf([...(pair?.head?.accept ?? []), ...head.facts.platform.accept], 'database-loss', {
    ...(app !== null && { app }),
    ...(environment !== undefined && { environment: environment.name }),
  });
  const why = accepted === undefined ? '' : `, because ${JSON.stringify(accepted.reason)}`;
  return [`nothing protects the database any more: its loss is accepted${why}`];
}

function sharedProtection(environment: PlatformEnvironment | undefined): boolean | undefined {
  return environment?.database?.sharedInstance.isProtected;
}

function ownProtection(place: AppInEnvironment | undefined): boolean | undefined {
  const instance = place?.database?.instance;
  return instance?.mode === 'dedicated' ? instance.isProtected : undefined;
}
