import { createHash } from 'node:crypto';
import type { Problem } from '../../wire/diagnostics';
import type { Values } from '../../wire/values';
import type { Behaviour, EphemeralBehaviour } from '../behaviour';
import { text } from '../made-up';
import { drawPassword, type PasswordRules } from './passwords';

const SPECIALS = '!@#$%&*()-_=+[]{}<>:?';

function rulesOf(values: Values): PasswordRules {
  const number = (name: string): number => (typeof values[name] === 'number' ? values[name] : 0);
  return {
    length: number('length'),
    lower: values['lower'] !== false,
    upper: values['upper'] !== false,
    numeric: values['numeric'] !== false && values['number'] !== false,
    special: values['special'] !== false,
    specials: text(values['override_special']) || SPECIALS,
    least: {
      lower: number('min_lower'),
      upper: number('min_upper'),
      numeric: number('min_numeric'),
      special: number('min_special'),
    },
  };
}

function validate(config: Values): Problem[] {
  const length = config['length'];
  if (typeof length !== 'number') return [];
  const { least, lower, upper, numeric, special } = rulesOf(config);
  const sum = Object.values(least ?? {}).reduce((total, one) => total + one, 0);
  if (length < 1) return [{ summary: `Attribute length value must be at least 1, got: ${length}`, path: ['length'] }];
  if (length < sum) {
    return [
      {
        summary: `Attribute length value must be at least sum of min_upper + min_lower + min_numeric + min_special, got: ${length}`,
        path: ['length'],
      },
    ];
  }
  return lower || upper || numeric || special
    ? []
    : [{ summary: 'At least one attribute out of [special,upper,lower,numeric] must be specified', path: ['special'] }];
}

/** Returns a hash in the format of bcrypt, which matches no password. */
function hashOf(password: string): string {
  return `$2a$10$${createHash('sha512').update(password).digest('base64').replaceAll(/[+=]/g, '.').slice(0, 53)}`;
}

const password: Behaviour = {
  type: 'random_password',
  local: true,
  validate,
  computed: (values, _scope, _seed, { random }) => {
    const result = drawPassword(random, rulesOf(values));
    return { id: 'none', result, bcrypt_hash: hashOf(result), number: true };
  },
};

const string: Behaviour = {
  ...password,
  type: 'random_string',
  computed: (values, _scope, _seed, { random }) => {
    const result = drawPassword(random, rulesOf(values));
    return { id: result, result, number: true };
  },
};

const id: Behaviour = {
  type: 'random_id',
  local: true,
  computed: (values, _scope, _seed, { random }) => {
    const bytes = random(typeof values['byte_length'] === 'number' ? values['byte_length'] : 8);
    const prefix = text(values['prefix']);
    return {
      id: bytes.toString('base64url'),
      hex: prefix + bytes.toString('hex'),
      b64_url: prefix + bytes.toString('base64url'),
      b64_std: prefix + bytes.toString('base64'),
      dec: prefix + BigInt(`0x${bytes.toString('hex') || '0'}`).toString(),
    };
  },
};

/** Resources that exist only in Terraform's state. */
export const RANDOM: readonly Behaviour[] = [password, string, id];

/** Returns a new password on each request, like the real provider. */
export const RANDOM_EPHEMERALS: readonly EphemeralBehaviour[] = [
  {
    type: 'random_password',
    validate,
    open: (config, { random }) => {
      const result = drawPassword(random, rulesOf(config));
      const drawn = Object.fromEntries(
        ['lower', 'upper', 'numeric', 'special'].map((name) => [name, config[name] ?? true]),
      );
      const least = Object.fromEntries(
        ['min_lower', 'min_upper', 'min_numeric', 'min_special'].map((name) => [name, config[name] ?? 0]),
      );
      return { ...drawn, ...least, result, bcrypt_hash: hashOf(result) };
    },
  },
];
