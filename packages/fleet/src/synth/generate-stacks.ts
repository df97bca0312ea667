import type { Registry } from '@goldenpath/extension';
import type { GeneratedFile } from '@goldenpath/files';
import { applicationStack, environmentStack, platformStack } from '@goldenpath/infra';
import type { AppFacts, PlatformFacts } from '@goldenpath/model';
import type { GeneratedUnit, Job } from './generators';
import { registryOf } from './registry-of';
import { appUnit, platformUnit } from './units';

/** The stacks that were asked for, each a unit of its own. */
export function generateStacks({ app, extensions, platform, stacks }: Job): GeneratedUnit[] {
  const registry = registryOf(extensions ?? []);
  const makers = app === undefined ? platformMakers(platform, registry) : appMakers(app, platform, registry);
  return stacks.map((unit) => {
    const file = makers.get(unit)?.();
    return { tree: 'stacks', unit, files: file === undefined ? [] : [file] };
  });
}

type Makers = ReadonlyMap<string, () => GeneratedFile | undefined>;

function appMakers(app: AppFacts, platform: PlatformFacts, registry: Registry): Makers {
  return new Map([
    [appUnit(app.name), () => applicationStack(app, platform, registry)],
    ...app.environments.map(
      (facts) =>
        [appUnit(app.name, facts.environment), () => environmentStack(app, facts, platform, registry)] as const,
    ),
  ]);
}

function platformMakers(platform: PlatformFacts, registry: Registry): Makers {
  return new Map(
    platform.environments.map((environment) => [
      platformUnit(environment.name),
      () => platformStack(environment, platform, registry),
    ]),
  );
}
