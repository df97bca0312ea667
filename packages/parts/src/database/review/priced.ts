import { type AppInEnvironment, PRICE_BASIS, type Priced } from '@goldenpath/extension';
import { withOverridden } from '../../hand-overrides/overridden-arguments';
import { PRICES } from '../../prices';
import type { AuroraCluster, DatabaseInstance, DatabasePart, PlatformDatabases } from '../types';
import { standardSupportEnds } from '../versions';
import { asDeployed } from './as-deployed';
import { dedicatedOf } from './instances';

/** Returns the cost of an application's database in an environment. */
export function pricedDatabase(database: DatabasePart, app: AppInEnvironment): Priced[] {
  const instance = dedicatedOf(database);
  return [
    ...(instance === undefined ? [] : pricedDeployed(instance, app)),
    { slot: 'secret', what: 'a secret', price: PRICES.secret },
  ];
}

/** Overrides that a person wrote count, and the estimate says which of them it does not know. */
function pricedDeployed(facts: DatabaseInstance, app: AppInEnvironment): Priced[] {
  const { instance, read, unread } = asDeployed(facts, app);
  return pricedInstance(instance).map((priced) =>
    priced.slot === 'instance' ? { ...priced, what: withOverridden(priced.what, read, unread) } : priced,
  );
}

/** Returns the cost of the platform's databases in an environment. */
export function pricedSharedInstance({ sharedInstance }: PlatformDatabases): Priced[] {
  return pricedInstance(sharedInstance);
}

/** Returns the price of extended support per month in its first two years: per virtual CPU, also of the standby. */
export function extendedSupportPrice({ instanceClass, multiAz, aurora }: DatabaseInstance): number {
  // Extended support of Aurora Serverless is billed by the units in use.
  if (aurora !== undefined)
    return aurora.minCapacity * (aurora.readers + 1) * PRICES.extendedSupportPerUnitHour * PRICES.hoursPerMonth;
  const cpus = PRICES.instanceCpus[instanceClass] ?? 0;
  return cpus * PRICES.extendedSupportPerCpuHour * PRICES.hoursPerMonth * (multiAz ? PRICES.multiAzFactor : 1);
}

/** Billed from the day after the end of standard support. The price list has a date; nothing here reads a clock. */
function pricedSupport(instance: DatabaseInstance): Priced[] {
  const ends = standardSupportEnds(instance.engineVersion);
  if (instance.extendedSupport !== true || ends === undefined) return [];
  const isBilled = ends < PRICE_BASIS.date;
  const what = `extended support of PostgreSQL ${instance.engineVersion}${isBilled ? '' : `, billed after ${ends}`}`;
  return [{ slot: 'extended support', what, price: isBilled ? extendedSupportPrice(instance) : 0 }];
}

/** An hour costs what it uses. The least is certain, so it is the estimate. */
function pricedCluster(instance: DatabaseInstance, aurora: AuroraCluster): Priced[] {
  const { minCapacity, maxCapacity, readers } = aurora;
  const unit = PRICES.auroraUnitPerHour * PRICES.hoursPerMonth;
  const instances = readers + 1;
  const most = dollars(maxCapacity * unit * instances);
  return [
    {
      slot: 'instance',
      what: `${instances} × ${minCapacity} ACU of Aurora, up to ${maxCapacity} ACU: ${most}`,
      price: minCapacity * unit * instances,
    },
    ...pricedSupport(instance),
    { slot: 'master secret', what: "the secret of the instance's master", price: PRICES.secret },
  ];
}

function dollars(amount: number): string {
  return `$${amount.toFixed(0)} a month`;
}

function pricedInstance(instance: DatabaseInstance): Priced[] {
  const { instanceClass, multiAz, storageGb = 0, aurora } = instance;
  if (aurora !== undefined) return pricedCluster(instance, aurora);
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
    ...pricedSupport(instance),
    { slot: 'master secret', what: "the secret of the instance's master", price: PRICES.secret },
  ];
}
