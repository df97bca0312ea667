const MEMORY_UNITS: Readonly<Record<string, number>> = {
  '': 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
};

/** Returns a cpu quantity in thousandths of a core; NaN when it is invalid. */
export function millicores(quantity: string): number {
  return quantity.endsWith('m') ? Number(quantity.slice(0, -1)) : Math.round(Number(quantity) * 1000);
}

/** Returns a memory or storage quantity in bytes; NaN when it is invalid. */
export function bytes(quantity: string): number {
  const [, amount = '', unit = ''] = /^([0-9.]+)([A-Za-z]*)$/.exec(quantity) ?? [];
  return Number(amount || Number.NaN) * (MEMORY_UNITS[unit] ?? Number.NaN);
}
