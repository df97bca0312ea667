import type { AppInEnvironment, EnvironmentPair, Pair, Scope } from '@goldenpath/extension';
import type { DatabaseInstance, DatabasePart } from '../types';
import { asDeployed } from './as-deployed';
import type { DatabaseChange } from './change';

/** An RDS instance in base and head, or in only one of them. */
export interface InstancePair extends Pair<DatabaseInstance> {
  readonly scope: Scope;
  readonly environment: EnvironmentPair;
}

/** Returns whether an instance becomes an Aurora cluster, or the other way round. RDS changes no engine: it is another instance. */
export function changesEngine({ base, head }: Pair<DatabaseInstance>): boolean {
  return base !== undefined && head !== undefined && (base.aurora === undefined) !== (head.aurora === undefined);
}

/** Returns every instance of base and head by identifier: shared ones first, then those of applications, with their overrides. */
export function instancePairs({ ofPlatform, inEnvironments }: DatabaseChange): InstancePair[] {
  const shared = ofPlatform.flatMap(({ app, environment, of, base, head }) =>
    pairsOf({ app, environment }, of, { base: base?.sharedInstance, head: head?.sharedInstance }),
  );
  const dedicated = inEnvironments.flatMap(({ app, environment, of, base, head }) =>
    pairsOf({ app, environment }, of.environment, { base: deployed(base, of.base), head: deployed(head, of.head) }),
  );
  return [...shared, ...dedicated];
}

function pairsOf(scope: Scope, environment: EnvironmentPair, { base, head }: Pair<DatabaseInstance>): InstancePair[] {
  if (base === undefined && head === undefined) return [];
  if (
    base === undefined ||
    head === undefined ||
    (base.identifier === head.identifier && !changesEngine({ base, head }))
  )
    return [{ scope, environment, base, head }];
  return [
    { scope, environment, base, head: undefined },
    { scope, environment, base: undefined, head },
  ];
}

function deployed(database: DatabasePart | undefined, app: AppInEnvironment | undefined): DatabaseInstance | undefined {
  const instance = dedicatedOf(database);
  return instance && asDeployed(instance, app).instance;
}

/** Returns the dedicated instance of a database; `undefined` when it is on the shared one. */
export function dedicatedOf(database: DatabasePart | undefined): DatabaseInstance | undefined {
  const instance = database?.instance;
  return instance?.mode === 'dedicated' ? instance : undefined;
}
