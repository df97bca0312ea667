import type { AppInEnvironment, DatabaseInstance, PlatformEnvironment } from '@goldenpath/model';
import { quantityOf } from '../values/quantity';
import { PRICES } from './prices';

/** Something that is paid for every month. */
export interface Priced {
  /** What it is the price of, before and after: the same one is told once. */
  readonly slot: string;
  readonly what: string;
  /** Dollars per month. */
  readonly price: number;
}

/** What an application pays for in an environment. */
export function pricedOfApp({ database, storage, workload }: AppInEnvironment): Priced[] {
  return [
    ...(database?.instance.mode === 'dedicated' ? pricedOfInstance(database.instance) : []),
    ...(database === undefined ? [] : [{ slot: 'secret', what: 'a secret', price: PRICES.secret }]),
    ...(storage === undefined ? [] : [volumes(storage.size, workload?.replicas ?? 1)]),
  ];
}

/** What the platform itself pays for in an environment. */
export function pricedOfPlatform({ database }: PlatformEnvironment): Priced[] {
  return database === undefined ? [] : pricedOfInstance(database.sharedInstance);
}

function pricedOfInstance({ instanceClass, multiAz, storageGb }: DatabaseInstance): Priced[] {
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

/** Claims outlive their pods, but nobody knows of how many there ever were: counted are those of the pods that are wanted. */
function volumes(size: string, replicas: number): Priced {
  const gib = (quantityOf(size) ?? 0) / 2 ** 30;
  const what = `${replicas} ${replicas === 1 ? 'volume' : 'volumes'} of ${size}`;
  return { slot: 'volumes', what, price: gib * replicas * PRICES.volumePerGb };
}
