import { findingIn, listed, type PartOfPlatform, type RuleFinding, scopeText } from '@goldenpath/extension';
import type { PlatformDatabases } from '../types';
import { type AddressRange, networkOf } from './address-range';
import type { DatabaseChange, DatabaseRule } from './change';

const REMEDY = 'Let in only the networks that pods and provisioning connect from, and nothing public.';

/** More can connect to a database than before. */
export const networkOpened: DatabaseRule = {
  id: 'network-opened',
  rank: 100,
  severity: 'warning; danger where a range is larger than any private network',
  firesOn:
    'An environment whose databases let in address ranges that they did not before (`clientCidrs`), or an RDS instance that becomes public. A new `uses` edge is no finding: it is among the reasons of the application that says it.',
  advice: REMEDY,
  find: (change) => [...change.ofPlatform.flatMap(ofNetwork), ...ofInstances(change)],
};

function ofNetwork(pair: PartOfPlatform<PlatformDatabases>): RuleFinding[] {
  const before = pair.base?.network.clientCidrs.flatMap((cidr) => networkOf(cidr) ?? []) ?? [];
  const cidrs = pair.head?.network.clientCidrs ?? [];
  const added = cidrs.filter((cidr) => !isCovered(networkOf(cidr), before));
  const isNew = pair.base === undefined;
  const everybody = added.filter((cidr) => cidr.endsWith('/0') || isOfEverybody(networkOf(cidr)));
  const told = isNew ? everybody : added;
  if (told.length === 0) return [];
  const message = `The databases of ${pair.environment} let in ${listed(told)}${isNew ? '' : ', which they did not before'}.`;
  return [findingIn(pair, everybody.length > 0 ? 'danger' : 'warning', message, REMEDY)];
}

/** No private network is larger than `10.0.0.0/8`. Half of all addresses let in everybody, as two halves do. */
function isOfEverybody(range: AddressRange | undefined): boolean {
  return range !== undefined && range.last - range.first >= 2 ** 24;
}

function isCovered(range: AddressRange | undefined, by: readonly AddressRange[]): boolean {
  return range !== undefined && by.some(({ first, last }) => first <= range.first && range.last <= last);
}

function ofInstances(change: DatabaseChange): RuleFinding[] {
  return change.resources('aws_db_instance').flatMap((pair): RuleFinding[] => {
    if (pair.head?.['publicly_accessible'] !== true || pair.base?.['publicly_accessible'] === true) return [];
    const message = `The RDS instance ${pair.address} of ${scopeText(pair)} becomes reachable from the internet.`;
    return [findingIn(pair, 'danger', message, REMEDY)];
  });
}
