import { NAMED_SECRETS, PASSWORD_NAME, SECRET_FLAG, SECRET_FORMS, SECRET_NAME, type SecretPattern } from './patterns';

/** A secret that is in a text. */
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

/** What is no secret whatever it is called: a switch, nothing, a small number. */
const SWITCH = /^(?:true|false|yes|no|on|off|enabled|disabled|none|null|undefined)$/i;
const NUMBER = /^-?[0-9]{1,12}(?:\.[0-9]{1,6})?(?:ms|s|m|h|d)?$/;

/** Nothing but a reference to another variable, such as `$(DB_PASS)`. */
const REFERENCE = /^\$(?:\([A-Za-z_][A-Za-z0-9_]*\)|\{[A-Za-z_][A-Za-z0-9_]*\})$/;

/** Names of what browsers and other parties are meant to see. */
const PUBLIC_NAME = /(?:^|_)(?:PUBLIC|PUBLISHABLE)(?:_|$)/i;

/** The secrets in a text, by their forms and by words such as `password=` before them. */
export function secretsInText(text: string): FoundSecret[] {
  return HINT.test(text) ? matches(text, ALL_PATTERNS) : [];
}

/** The secrets in a text of any kind, such as a description: by forms that nothing else has. */
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

/** The secrets in a variable: by the value's form or, where that says nothing, by the variable's name. */
export function secretsOfVariable(name: string, value: string): FoundSecret[] {
  const found = secretsInText(value);
  if (found.length > 0) return found;
  const isPlain = isNoSecret(value) || (NUMBER.test(value) && !PASSWORD_NAME.test(name));
  return isSecretName(name) && !isPlain ? [{ what: 'the value of a secret', secret: value }] : [];
}

/** The secrets among arguments. A flag such as `--password` says what the argument after it is. */
export function secretsOfArguments(args: readonly string[]): SecretArgument[] {
  return args.flatMap((argument, index) => {
    const found = secretsInText(argument).map((secret) => ({ index, ...secret }));
    const isNamed = SECRET_FLAG.test(args[index - 1] ?? '') && !argument.startsWith('--') && !isNoSecret(argument);
    return found.length > 0 || !isNamed ? found : [{ index, what: 'the value of a secret', secret: argument }];
  });
}

/** Replaces what is a secret by its form, or behind a word such as `password=`. What is around the secret stays. */
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

/** Whether a variable of this name, or a field at a path that ends in it, holds a secret. */
export function isSecretName(name: string): boolean {
  return SECRET_NAME.test(name) && !PUBLIC_NAME.test(name);
}
