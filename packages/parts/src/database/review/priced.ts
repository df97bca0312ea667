import type { Priced } from '@goldenpath/extension';
import { PRICES } from '../../prices';
import type { DatabaseInstance, DatabasePart, PlatformDatabases } from '../types';
import { dedicatedOf } from './instances';

/** Returns the cost of an application's database in an environment. */
export function pricedDatabase(database: DatabasePart): Priced[] {
  const instance = dedicatedOf(database);
  return [
    ...(instance === undefined ? [] : pricedInstance(instance)),
    { slot: 'secret', what: 'a secret', price: PRICES.secret },
  ];
}

/** Returns the cost of the platform's databases in an environment. */
export function pricedSharedInstance({ sharedInstance }: PlatformDatabases): Priced[] {
  return pricedInstance(sharedInstance);
}

function pricedInstance({ instanceClass, multiAz, storageGb }: DatabaseInstance): Priced[] {
  const factor = multiAz ? PRICES.multiAzFactor : 1;
  const hourly = PRICES.instancePerHour[instanceClass] ?? 0;
  const name = `${instanceClass}${multiAz ? ', Multi-AZ' : ''}${hourly === 0 ? ' (no price is known)' : ''}`;
  return [
    { slot: 'instance', what: name, price: hourly * PRICES.hoursPerMonth * factor },
    {
      slot: 'storage',
      what: `${storageGb} GB of database storage${multiAz ? ', Multi-AZ' : ''}`,
      price: storageGb * PRICES.databaseStoragePerGb * factor,
    },
    { slot: 'master secret', what: "the secret of the instance's master", price: PRICES.secret },
  ];
}
