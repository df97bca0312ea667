const QUANTITY = /^([0-9]+(?:\.[0-9]+)?)(m|k|M|G|T|P|Ki|Mi|Gi|Ti|Pi)?$/;

const UNITS: Readonly<Record<string, number>> = {
  m: 0.001,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
};

/** Returns a Kubernetes quantity such as `250m` or `10Gi` in cores or bytes; undefined when the value is not a quantity. */
export function quantityOf(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  const [, digits, unit] = (typeof value === 'string' && QUANTITY.exec(value)) || [];
  if (digits === undefined) return undefined;
  // Rounded to thousandths, the finest unit in Kubernetes, so that 0.1 and 100m are equal.
  return Math.round(Number(digits) * (unit === undefined ? 1 : (UNITS[unit] ?? 1)) * 1000) / 1000;
}
