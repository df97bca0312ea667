/** The rules of a password. */
export interface PasswordRules {
  readonly length: number;
  readonly lower: boolean;
  readonly upper: boolean;
  readonly numeric: boolean;
  readonly special: boolean;
  /** The special characters to choose from. */
  readonly specials: string;
  /** Characters to exclude. @default none */
  readonly without?: string;
  /** The minimum number of characters of each kind. @default one of each kind that is used */
  readonly least?: {
    readonly lower: number;
    readonly upper: number;
    readonly numeric: number;
    readonly special: number;
  };
}

const LOWER = 'abcdefghijklmnopqrstuvwxyz';
const UPPER = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const NUMERIC = '0123456789';

/** Generates a password from the bytes of `random`. */
export function drawPassword(random: (size: number) => Buffer, rules: PasswordRules): string {
  const kinds = [
    { use: rules.lower, alphabet: LOWER, least: rules.least?.lower ?? 1 },
    { use: rules.upper, alphabet: UPPER, least: rules.least?.upper ?? 1 },
    { use: rules.numeric, alphabet: NUMERIC, least: rules.least?.numeric ?? 1 },
    { use: rules.special, alphabet: rules.specials, least: rules.least?.special ?? 1 },
  ]
    .filter(({ use }) => use)
    .map((kind) => ({ ...kind, alphabet: [...kind.alphabet].filter((one) => !rules.without?.includes(one)).join('') }))
    .filter(({ alphabet }) => alphabet !== '');
  const all = kinds.map(({ alphabet }) => alphabet).join('');
  const required = kinds.flatMap(({ alphabet, least }) => Array.from({ length: least }, () => alphabet));
  const alphabets = Array.from({ length: rules.length }, (_, at) => required[at] ?? all);
  return shuffle(
    random,
    alphabets.map((alphabet) => alphabet[below(random, alphabet.length)] ?? ''),
  ).join('');
}

function shuffle(random: (size: number) => Buffer, items: string[]): string[] {
  for (let at = items.length - 1; at > 0; at -= 1) {
    const other = below(random, at + 1);
    [items[at], items[other]] = [items[other] ?? '', items[at] ?? ''];
  }
  return items;
}

function below(random: (size: number) => Buffer, limit: number): number {
  return limit === 0 ? 0 : random(4).readUInt32BE() % limit;
}
