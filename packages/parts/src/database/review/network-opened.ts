import { IPv4 } from 'ipaddr.js';
import { findingIn, listed, type PartOfPlatform, type RuleFinding, scopeText } from '@goldenpath/extension';
import type { PlatformDatabases } from '../types';
import type { DatabaseChange, DatabaseRule } from './change';

const REMEDY = 'Let in only the networks that pods and provisioning connect from, and nothing public.';

/** Reports that more networks can connect to a database than before. */
export const networkOpened: DatabaseRule = {
  id: 'network-opened',
  rank: 100,
  severity: 'warning; danger where a range is larger than any private network',
  firesOn:
    'An environment with new address ranges that can connect to its databases (`clientCidrs`), or an RDS instance that becomes public. A new `uses` entry is not a finding. The review shows it as a reason.',
  advice: REMEDY,
  find: (change) => [...change.ofPlatform.flatMap(ofNetwork), ...ofInstances(change)],
};

function ofNetwork(pair: PartOfPlatform<PlatformDatabases>): RuleFinding[] {
  const before = (pair.base?.network.clientCidrs ?? []).map(rangeOf).filter((range) => range !== undefined);
  const cidrs = pair.head?.network.clientCidrs ?? [];
  const added = cidrs.filter((cidr) => !isCovered(rangeOf(cidr), before));
  const isNew = pair.base === undefined;
  const publicRanges = added.filter((cidr) => cidr.endsWith('/0') || isPublic(rangeOf(cidr)));
  const shown = isNew ? publicRanges : added;
  if (shown.length === 0) return [];
  const message = `The databases of ${pair.environment} let in ${listed(shown)}${isNew ? '' : ', which they did not before'}.`;
  return [findingIn(pair, publicRanges.length > 0 ? 'danger' : 'warning', message, REMEDY)];
}

/** An address, and the number of leading bits that all addresses of the range share. */
type AddressRange = ReturnType<typeof IPv4.parseCIDR>;

function rangeOf(cidr: string): AddressRange | undefined {
  return IPv4.isValidCIDRFourPartDecimal(cidr) ? IPv4.parseCIDR(cidr) : undefined;
}

/** The largest private network is `10.0.0.0/8`. A larger range contains public addresses, even if it is not `0.0.0.0/0`. */
function isPublic(range: AddressRange | undefined): boolean {
  return range !== undefined && range[1] < 8;
}

function isCovered(range: AddressRange | undefined, by: readonly AddressRange[]): boolean {
  return range !== undefined && by.some(([network, bits]) => bits <= range[1] && range[0].match(network, bits));
}

function ofInstances(change: DatabaseChange): RuleFinding[] {
  const instances = [...change.resources('aws_db_instance'), ...change.resources('aws_rds_cluster_instance')];
  return instances.flatMap((pair): RuleFinding[] => {
    if (pair.head?.['publicly_accessible'] !== true || pair.base?.['publicly_accessible'] === true) return [];
    const message = `The RDS instance ${pair.address} of ${scopeText(pair)} becomes reachable from the internet.`;
    return [findingIn(pair, 'danger', message, REMEDY)];
  });
}
