/** Addresses from the first to the last, as numbers. */
export interface AddressRange {
  readonly first: number;
  readonly last: number;
}

/** The addresses of an IPv4 range such as `10.0.0.0/8`; undefined where it is none. */
export function networkOf(cidr: string): AddressRange | undefined {
  const [, address = '', bits = ''] = /^([0-9.]+)\/([0-9]{1,2})$/.exec(cidr) ?? [];
  const parts = address.split('.').map(Number);
  if (parts.length !== 4 || Number(bits) > 32 || parts.some((part) => !Number.isInteger(part) || part > 255))
    return undefined;
  const size = 2 ** (32 - Number(bits));
  const number = parts.reduce((sum, part) => sum * 256 + part, 0);
  const first = Math.floor(number / size) * size;
  return { first, last: first + size - 1 };
}
