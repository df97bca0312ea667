import type { Registry } from '@goldenpath/extension';
import { type GeneratedFile, NamedTexts } from '@goldenpath/files';
import { applicationStack, environmentStack, platformStack, type StackContext } from '@goldenpath/infra';
import type { AppFacts } from '@goldenpath/model';
import type { GeneratedUnit, Job } from './generators';
import { registryOf } from './registry-of';
import { appUnit, platformUnit } from './units';

/** What was made for earlier jobs, by the registry that it was made with. */
const made = new WeakMap<Registry, NamedTexts>();

/** Generates the requested stacks, each as a separate unit. */
export function generateStacks({ app, extensions, platform, stacks }: Job): GeneratedUnit[] {
  const registry = registryOf(extensions ?? []);
  const texts = made.get(registry) ?? new NamedTexts();
  made.set(registry, texts);
  const context = { platform, registry, texts };
  const makers = app === undefined ? platformMakers(context) : appMakers(app, context);
  return stacks.map((unit) => {
    const file = makers.get(unit)?.();
    return { tree: 'stacks', unit, files: file === undefined ? [] : [file] };
  });
}

type Makers = ReadonlyMap<string, () => GeneratedFile | undefined>;

function appMakers(app: AppFacts, context: StackContext): Makers {
  return new Map([
    [appUnit(app.name), () => applicationStack(app, context)],
    ...app.environments.map(
      (facts) => [appUnit(app.name, facts.environment), () => environmentStack(app, facts, context)] as const,
    ),
  ]);
}

function platformMakers(context: StackContext): Makers {
  return new Map(
    context.platform.environments.map((environment) => [
      platformUnit(environment.name),
      () => platformStack(environment, context),
    ]),
  );
}
