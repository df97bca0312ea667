import {
  acceptsPlainSecret,
  type AppSpec,
  nearMiss,
  plainSecretProblem,
  type Problem,
  secretsInText,
  secretsOfVariable,
} from '@goldenpath/extension';
import type { SecretSource } from '../secret-store';
import { READER_HOST } from './variables';

/** The values of the secret of a database, and the keys that they have in the pods. */
const KEYS: Readonly<Record<string, string>> = {
  host: 'DB_HOST',
  port: 'DB_PORT',
  dbname: 'DB_NAME',
  username: 'DB_USER',
  password: 'DB_PASS',
  readerhost: READER_HOST,
};

/** What a text of `database.variables` can have in braces. */
function placeholders(hasReader: boolean): string[] {
  return Object.keys(KEYS).filter((name) => hasReader || name !== 'readerhost');
}

const PLACEHOLDER = /\{([a-z]+)\}/g;

/** Returns the names in braces, known or not. */
function placeholdersIn(text: string): string[] {
  return [...text.matchAll(PLACEHOLDER)].map(([, name = '']) => name);
}

/** Returns whether a text has the address of the readers. */
export function namesReaders(text: string): boolean {
  return placeholdersIn(text).includes('readerhost');
}

/**
 * Returns the problem of a text with a name in braces that is not known.
 *
 * @param hasReader - Whether the database is an Aurora cluster in an environment. @default it is not known, and the address is not offered
 */
export function placeholderProblem(text: string, hasReader?: boolean): Pick<Problem, 'message' | 'remedy'> | undefined {
  const known = placeholders(hasReader === true);
  const unknown = placeholdersIn(text).find((name) => !known.includes(name));
  if (unknown === undefined) return undefined;
  if (unknown === 'readerhost' && hasReader === false)
    return {
      message:
        '`{readerhost}` is the address of the readers of an Aurora cluster, and the database is on RDS everywhere.',
      remedy: 'Use `{host}`, or set `database.engine: aurora-postgresql` in an environment.',
    };
  const near = nearMiss(unknown, known);
  return {
    message: `\`{${unknown}}\` is not a value of the secret${near === undefined ? '.' : `: did you mean \`{${near}}\`?`}`,
    remedy: `Use one of: ${known.map((name) => `{${name}}`).join(', ')}.`,
  };
}

/**
 * Returns the Go template of a variable, which the operator or the controller fills in the cluster. In a URL, values are encoded.
 *
 * @param keyOf - Returns the key that the pods have in place of `DB_HOST` and so on. @default the same
 *
 * @see https://external-secrets.io/latest/guides/templating/
 */
export function templateOf(text: string, source: SecretSource, keyOf = (key: string): string => key): string {
  const isUrl = text.includes('://');
  // The builtin encodes a space as `+`, which is a plus in the user of a URL.
  const encoded = 'sealed' in source ? ' | urlquery' : ' | urlquery | replace "+" "%20"';
  const isEncoded = (name: string) => isUrl && !name.endsWith('host') && name !== 'port';
  let end = 0;
  const parts = [...text.matchAll(PLACEHOLDER)].map((match) => {
    const [whole, name = ''] = match;
    const before = literal(text.slice(end, match.index));
    end = match.index + whole.length;
    const key = Object.hasOwn(KEYS, name) ? KEYS[name] : undefined;
    return before + (key === undefined ? literal(whole) : `{{ .${keyOf(key)}${isEncoded(name) ? encoded : ''} }}`);
  });
  return parts.join('') + literal(text.slice(end));
}

/** Two braces begin an action of a template, so each brace of a text is an action of its own. */
function literal(text: string): string {
  return text.replaceAll(/[{}]/g, (brace) => `{{ "${brace}" }}`);
}

/** Returns the problem of a template that holds a secret, unless the spec accepts it in all environments. */
export function plainSecretIn(
  spec: AppSpec,
  variable: string,
  text: string,
): Pick<Problem, 'message' | 'remedy' | 'isSecret'> | undefined {
  const isConstant = !/\{[a-z]{1,20}\}/.test(text);
  const [found] = isConstant ? secretsOfVariable(variable, text) : secretsInText(text);
  return found === undefined || acceptsPlainSecret(spec, undefined) ? undefined : plainSecretProblem(variable, found);
}
