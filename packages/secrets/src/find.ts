import { NAMED_SECRETS, PASSWORD_NAME, SECRET_FLAG, SECRET_FORMS, SECRET_NAME, type SecretPattern } from './patterns';

/** A secret in a text. */
export interface FoundSecret {
  /** Such as `a GitHub token`. */
  readonly what: string;
  readonly secret: string;
}

/** A secret among the arguments of a command. */
export interface SecretArgument extends FoundSecret {
  readonly index: number;
}

const ALL_PATTERNS = [...SECRET_FORMS, ...NAMED_SECRETS];
const HINT = hintOf(ALL_PATTERNS);
const HINT_OF_FORMS = hintOf(SECRET_FORMS);

function hintOf(patterns: readonly SecretPattern[]): RegExp {
  return new RegExp(patterns.map(({ hint }) => hint).join('|'), 'i');
}

/** Values that are not secrets whatever their name is: switches, empty texts, small numbers. */
const SWITCH = /^(?:true|false|yes|no|on|off|enabled|disabled|none|null|undefined)$/i;
const NUMBER = /^-?[0-9]{1,12}(?:\.[0-9]{1,6})?(?:ms|s|m|h|d)?$/;

/** Only a reference to another variable, such as `$(DB_PASS)` or `$DB_PASS` in a script, or a placeholder: `{password}`. */
const REFERENCE = /^(?:\$\([A-Za-z_][A-Za-z0-9_]*\)|\$[A-Z_][A-Z0-9_]*|\$\{[A-Za-z_][A-Za-z0-9_]*\}|\{[a-z]{1,20}\})$/;

/** Names of values that are meant to be public. */
const PUBLIC_NAME = /(?:^|_)(?:PUBLIC|PUBLISHABLE)(?:_|$)/i;

/** Returns the secrets in a text, by their form and by words such as `password=` before them. */
export function secretsInText(text: string): FoundSecret[] {
  return HINT.test(text) ? matches(text, ALL_PATTERNS) : [];
}

/** Returns the secrets in free text, such as a description, only by unmistakable forms. */
export function secretFormsInText(text: string): FoundSecret[] {
  return HINT_OF_FORMS.test(text) ? matches(text, SECRET_FORMS) : [];
}

function matches(text: string, patterns: readonly SecretPattern[]): FoundSecret[] {
  return patterns.flatMap(({ what, pattern }) =>
    [...text.matchAll(pattern)].flatMap((match) => {
      const secret = match[1] ?? match[0];
      return isNoSecret(secret) ? [] : [{ what, secret }];
    }),
  );
}

function isNoSecret(value: string): boolean {
  return value === '' || SWITCH.test(value) || REFERENCE.test(value);
}

/** Returns the secrets in a variable: by the form of its value or, failing that, by its name. */
export function secretsOfVariable(name: string, value: string): FoundSecret[] {
  const found = secretsInText(value);
  if (found.length > 0) return found;
  const isPlain = isNoSecret(value) || (NUMBER.test(value) && !PASSWORD_NAME.test(name));
  // `dbPassword` is `db_Password`.
  return isSecretName(name.replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2')) && !isPlain
    ? [{ what: 'the value of a secret', secret: value }]
    : [];
}

/**
 * Returns the secrets in arguments. A flag such as `--password` marks the next argument, and short flags of some programs do: `-a` of
 * `redis-cli`.
 */
export function secretsOfArguments(args: readonly string[]): SecretArgument[] {
  const line = secretsInText(args.join(' '));
  return args.flatMap((argument, index) => {
    const found = secretsInText(argument);
    const isNamed = SECRET_FLAG.test(args[index - 1] ?? '') && !argument.startsWith('--') && !isNoSecret(argument);
    const named = isNamed ? [{ what: 'the value of a secret', secret: argument }] : [];
    const ofLine = line.filter(({ secret }) => argument === secret || argument === `-p${secret}`);
    const first = [found, named, ofLine].find((each) => each.length > 0) ?? [];
    return first.map((secret) => ({ index, ...secret }));
  });
}

/** Replaces secrets by their form, or after a word such as `password=`. The surrounding text is kept. */
export function replaceSecrets(text: string, replacement: (secret: string) => string): string {
  if (!HINT.test(text)) return text;
  return ALL_PATTERNS.reduce(
    (left, { pattern }) =>
      left.replace(pattern, (match: string, group: unknown) => {
        const secret = typeof group === 'string' ? group : match;
        if (isNoSecret(secret)) return match;
        const at = match.lastIndexOf(secret);
        return match.slice(0, at) + replacement(secret) + match.slice(at + secret.length);
      }),
    text,
  );
}

/** Returns whether a variable with this name, or a field path that ends in it, contains a secret. */
export function isSecretName(name: string): boolean {
  return SECRET_NAME.test(name) && !PUBLIC_NAME.test(name);
}
