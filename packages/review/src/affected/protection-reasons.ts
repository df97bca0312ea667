import type { AppInEnvironment, PlatformEnvironment } from '@goldenpath/model';
import type { Unit } from './units';

/**
 * An acceptance of a loss takes the deletion protection of an instance away, and that is a change of the cloud: what Terraform alone
 * keeps to itself, its `prevent_destroy`, is none.
 */
export function protectionReasons({ pair, in: environment }: Unit): string[] {
  const place = pair?.environments.find((candidate) => candidate.environment === environment);
  const [before, after] =
    pair === undefined
      ? [sharedProtection(environment?.base), sharedProtection(environment?.head)]
      : [ownProtection(place?.base), ownProtection(place?.head)];
  if (before === undefined || after === undefined || before === after) return [];
  return [
    after
      ? 'the loss of the database is accepted no more'
      : 'the loss of the database is accepted: nothing protects it',
  ];
}

function sharedProtection(environment: PlatformEnvironment | undefined): boolean | undefined {
  return environment?.databases?.sharedInstance.isProtected;
}

function ownProtection(place: AppInEnvironment | undefined): boolean | undefined {
  const instance = place?.database?.instance;
  return instance?.mode === 'dedicated' ? instance.isProtected : undefined;
}
