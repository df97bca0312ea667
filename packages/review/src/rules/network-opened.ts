import { networkOf, type AddressRange } from './address-range';
import type { EnvironmentPair, FleetChange } from '../fleet/fleet-change';
import { resourcesOf } from '../stacks/resources';
import { ownValue } from '../values/json';
import { listed } from '../values/words';
import { placeText } from './losses';
import type { Found, Rule } from './rule';

const REMEDY = 'Let in only the networks that pods and provisioning connect from, and nothing public.';

/** More can connect to a database than before. */
export const networkOpened: Rule = {
  id: 'network-opened',
  severity: 'warning; danger where a range is larger than any private network',
  firesOn:
    'An environment whose databases let in address ranges that they did not before (`clientCidrs`), or an RDS instance that becomes public. A new `uses` edge is no finding: it is among the reasons of the application that says it.',
  advice: REMEDY,
  find: (change) => [...change.environments.flatMap(ofNetwork), ...ofInstances(change)],
};

function ofNetwork({ name, base, head }: EnvironmentPair): Found[] {
  const before = base?.database?.network.clientCidrs.flatMap((cidr) => networkOf(cidr) ?? []) ?? [];
  const cidrs = head?.database?.network.clientCidrs ?? [];
  const added = cidrs.filter((cidr) => !isCovered(networkOf(cidr), before));
  const isNew = base?.database === undefined;
  const everybody = added.filter((cidr) => cidr.endsWith('/0') || isOfEverybody(networkOf(cidr)));
  const told = isNew ? everybody : added;
  if (told.length === 0) return [];
  const message = `The databases of ${name} let in ${listed(told)}${isNew ? '' : ', which they did not before'}.`;
  return [
    { severity: everybody.length > 0 ? 'danger' : 'warning', app: null, environment: name, message, remedy: REMEDY },
  ];
}

/** No private network is larger than `10.0.0.0/8`: half of all addresses let in everybody, too, as two halves do. */
function isOfEverybody(range: AddressRange | undefined): boolean {
  return range !== undefined && range.last - range.first >= 2 ** 24;
}

function isCovered(range: AddressRange | undefined, by: readonly AddressRange[]): boolean {
  return range !== undefined && by.some(({ first, last }) => first <= range.first && range.last <= last);
}

function ofInstances({ stacks }: FleetChange): Found[] {
  return stacks.flatMap(({ app, environment, base, head }): Found[] => {
    const before = resourcesOf(base);
    return [...resourcesOf(head).values()].flatMap(({ address, type, attributes }): Found[] => {
      if (type !== 'aws_db_instance' || ownValue(attributes, 'publicly_accessible') !== true) return [];
      const was = before.get(address)?.attributes;
      if (was !== undefined && ownValue(was, 'publicly_accessible') === true) return [];
      const message = `The RDS instance ${address} of ${placeText({ app, environment })} becomes reachable from the internet.`;
      return [{ severity: 'danger', app, environment, message, remedy: REMEDY }];
    });
  });
}
