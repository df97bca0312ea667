import type { GeneratedFile } from '@goldenpath/files';
import { applicationStack, environmentStack, platformStack } from '@goldenpath/infra';
import type { AppFacts, PlatformFacts } from '@goldenpath/model';
import type { GeneratedUnit, Job } from './generators';
import { appUnit, platformUnit } from './units';

/** The stacks that were asked for, each a unit of its own. */
export function generateStacks({ app, platform, stacks }: Job): GeneratedUnit[] {
  const makers = app === undefined ? platformMakers(platform) : appMakers(app, platform);
  return stacks.map((unit) => {
    const file = makers.get(unit)?.();
    return { tree: 'stacks', unit, files: file === undefined ? [] : [file] };
  });
}

type Makers = ReadonlyMap<string, () => GeneratedFile | undefined>;

function appMakers(app: AppFacts, platform: PlatformFacts): Makers {
  return new Map([
    [appUnit(app.name), () => applicationStack(app, platform)],
    ...app.environments.map(
      (facts) => [appUnit(app.name, facts.environment), () => environmentStack(app, facts, platform)] as const,
    ),
  ]);
}

function platformMakers(platform: PlatformFacts): Makers {
  return new Map(
    platform.environments.map((environment) => [
      platformUnit(environment.name),
      () => platformStack(environment, platform),
    ]),
  );
}
