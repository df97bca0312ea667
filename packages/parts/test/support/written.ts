import { environmentStack } from '@goldenpath/infra';
import type { FleetFacts } from '@goldenpath/model';
import { builtInRegistry } from '@goldenpath/parts';
import { type Configuration, parseConfiguration } from '@goldenpath/testing/rendered/configuration';

/** Returns the stack of an application in production. */
export function resourceConfiguration({ platform, apps }: FleetFacts, name: string): Configuration {
  const facts = apps.find((each) => each.name === name);
  const production = facts?.environments.find(({ environment }) => environment === 'prod');
  if (facts === undefined || production === undefined) throw new Error(`${name} does not run in prod.`);
  const file = environmentStack(facts, production, { platform, registry: builtInRegistry });
  return parseConfiguration(file?.content ?? '{}');
}
