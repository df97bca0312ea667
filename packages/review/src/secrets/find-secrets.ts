import type { AppInEnvironment, PlainTexts, Registry } from '@goldenpath/extension';
import type { AppPair, FleetChange } from '../fleet/fleet-change';
import { SECRET_NAME, secretsInText } from './secret-patterns';

/** A secret that stands in plain text where an application's pods get it from. */
export interface PlainSecret {
  /** Such as `env.DB_URL` or `args[2]`. */
  readonly where: string;
  /** Such as `a GitHub token`. */
  readonly what: string;
  readonly secret: string;
}

/** Shorter ones are no secrets, and hiding them would hide half of a review. */
const SHORTEST = 4;

/** The secrets among the variables and arguments of an application in an environment, in their order. */
export function secretsOfApp({ parts }: Pick<Registry, 'parts'>, app: AppInEnvironment): PlainSecret[] {
  const texts = parts.flatMap((part): readonly PlainTexts[] => {
    const facts: unknown = part.factsOf(app);
    return facts === undefined ? [] : [part.review?.().plainTexts?.(facts) ?? {}];
  });
  const variables = texts.flatMap(({ variables: each = {} }) => Object.entries(each));
  return [
    ...variables.flatMap(([name, value]) =>
      secretsOfVariable(name, value).map((found) => ({ where: `env.${name}`, ...found })),
    ),
    ...texts.flatMap(({ args = [] }) => secretsOfArguments(args)),
  ];
}

function secretsOfVariable(name: string, value: string): Omit<PlainSecret, 'where'>[] {
  const found = secretsInText(value);
  if (found.length > 0) return found;
  return SECRET_NAME.test(name) && isSecret(value) ? [{ what: 'the value of a secret', secret: value }] : [];
}

const SECRET_FLAG = /^--?[a-z0-9-]*(?:password|passwd|secret|token|api-?key|access-?key|requirepass)$/i;

/** A flag such as `--password` says of the argument after it what it is. */
function secretsOfArguments(args: readonly string[]): PlainSecret[] {
  return args.flatMap((argument, index) => {
    const where = `args[${index}]`;
    const found = secretsInText(argument).map((secret) => ({ where, ...secret }));
    const isNamed = SECRET_FLAG.test(args[index - 1] ?? '') && isSecret(argument) && !argument.startsWith('--');
    return found.length > 0 || !isNamed ? found : [{ where, what: 'the value of a secret', secret: argument }];
  });
}

/** A reference such as `$(DB_PASS)` is none. */
function isSecret(value: string): boolean {
  return value.length >= SHORTEST && !/^\$[({]/.test(value);
}

/**
 * Every secret in plain text that some applications have on either side: what nothing in a review may show. One that is the name of an
 * application, an environment or a team is none that could be hidden.
 */
export function secretsOfFleet(
  { apps, environments, registry }: FleetChange,
  concerns: (app: AppPair) => boolean,
): Set<string> {
  const secrets = new Set<string>();
  for (const app of apps.filter(concerns))
    for (const { base, head } of app.environments)
      for (const side of [base, head])
        for (const { secret } of side === undefined ? [] : secretsOfApp(registry, side)) secrets.add(secret);
  if (secrets.size === 0) return secrets;
  for (const { name } of environments) secrets.delete(name);
  for (const { name, base, head } of apps)
    for (const known of [name, base?.owner, head?.owner]) secrets.delete(known ?? '');
  return secrets;
}
