import { findingIn, type RuleFinding } from '@goldenpath/extension';
import type { DatabaseChange } from './change';
import { instancePairs } from './instances';

const SMALLER = 'Keep the size, or create a smaller instance and copy the data to it.';
const ELSEWHERE = 'Keep `vpcId`, or add an environment in the other VPC and move the databases to it.';

/** Returns reduced storage of RDS instances, for `storage-shrunk`. */
export function shrunkInstances(change: DatabaseChange): RuleFinding[] {
  return instancePairs(change).flatMap(({ scope, base, head }): RuleFinding[] => {
    const [before, after] = [base?.storageGb, head?.storageGb];
    if (head === undefined || before === undefined || after === undefined || after >= before) return [];
    // The provider ignores a smaller size while the storage may grow by itself: `allocated_storage` in internal/service/rds/instance.go.
    const isIgnored = (head.maxStorageGb ?? 0) > after;
    const end = isIgnored
      ? `and Terraform ignores that: the instance keeps ${before} GB, because its storage may grow by itself`
      : 'and AWS refuses that';
    const message = `The storage of the instance ${head.identifier} would shrink from ${before} to ${after} GB, ${end}.`;
    return [findingIn(scope, 'danger', message, SMALLER)];
  });
}

/** Returns subnet groups in another VPC, for `immutable-field`: neither the group nor its instances can move. */
export function movedNetworks({ ofPlatform }: DatabaseChange): RuleFinding[] {
  return ofPlatform.flatMap((pair): RuleFinding[] => {
    const [before, after] = [pair.base?.network.vpcId, pair.head?.network.vpcId];
    if (before === undefined || after === undefined || before === after) return [];
    const message = `AWS refuses to move the databases of ${pair.environment} from ${before} to ${after}: a subnet group stays in its VPC.`;
    return [findingIn(pair, 'danger', message, ELSEWHERE)];
  });
}
