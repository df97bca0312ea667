import {
  type AppFacts,
  type AppInEnvironment,
  type PlainTexts,
  type Registry,
  secretsOfArguments,
  secretsOfVariable,
} from '@goldenpath/extension';
import type { AppPair, FleetChange } from '../fleet/fleet-change';

/** A plain-text secret in the variables or arguments of an application's pods. */
export interface PlainSecret {
  /** Such as `env.DB_URL` or `args[2]`. */
  readonly where: string;
  /** Such as `a GitHub token`. */
  readonly what: string;
  readonly secret: string;
}

/** Returns the secrets in the variables and arguments of an application in an environment, in order. */
export function secretsOfApp({ parts }: Pick<Registry, 'parts'>, app: AppInEnvironment): PlainSecret[] {
  const texts = parts.flatMap((part): readonly PlainTexts[] => {
    const facts: unknown = part.factsOf(app);
    return facts === undefined ? [] : [part.review?.().plainTexts?.(facts) ?? {}];
  });
  return secretsOfTexts(texts);
}

/** Returns the secrets in what an application has once. */
function secretsOnce({ parts }: Pick<Registry, 'parts'>, app: AppFacts): PlainSecret[] {
  const texts = parts.flatMap((part): readonly PlainTexts[] => {
    const facts: unknown = part.onceOf(app);
    return facts === undefined ? [] : [part.review?.().plainTextsOnce?.(facts) ?? {}];
  });
  return secretsOfTexts(texts);
}

function secretsOfTexts(texts: readonly PlainTexts[]): PlainSecret[] {
  const variables = texts.flatMap(({ variables: each = {} }) => Object.entries(each));
  return [
    ...variables.flatMap(([name, value]) =>
      secretsOfVariable(name, value).map((found) => ({ where: `env.${name}`, ...found })),
    ),
    ...texts.flatMap(({ args = [] }) =>
      secretsOfArguments(args).map(({ index, ...found }) => ({ where: `args[${index}]`, ...found })),
    ),
  ];
}

/**
 * Every secret in plain text that some applications have in base or head: what nothing in a review may show. One that is the name of an
 * environment or a team never counts as one, because it cannot be masked.
 */
export function secretsOfFleet(
  { apps, environments, registry }: FleetChange,
  concerns: (app: AppPair) => boolean,
): Set<string> {
  const secrets = new Set<string>();
  for (const app of apps.filter(concerns)) {
    const inEnvironments = app.environments.flatMap(({ base, head }) => [base, head]);
    const found = [
      ...inEnvironments.flatMap((version) => (version === undefined ? [] : secretsOfApp(registry, version))),
      ...[app.base, app.head].flatMap((version) => (version === undefined ? [] : secretsOnce(registry, version))),
    ];
    for (const { secret } of found) secrets.add(secret);
  }
  if (secrets.size === 0) return secrets;
  for (const { name } of environments) secrets.delete(name);
  for (const { name, base, head } of apps)
    for (const known of [name, base?.owner, head?.owner]) secrets.delete(known ?? '');
  return secrets;
}
