import {
  type AnyPart,
  type AppFacts,
  type AppInEnvironment,
  type PartStacks,
  type PlatformEnvironment,
  type PlatformFacts,
  type Registry,
  type ResourceInput,
  runHook,
  type StackFacts,
} from '@goldenpath/extension';
import type { GeneratedFile } from '@goldenpath/files';
import type { TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import { openStack } from './open-stack';
import { providersOf } from './providers';
import { stackFile } from './synthesis/stack-file';

/** A stack that is to be built, and how a part adds its resources to it. */
export interface PlannedStack {
  readonly stack: StackFacts;
  readonly scope: keyof PartStacks<unknown, unknown, unknown>;
  /** What the part has in the scope of the stack; `undefined` where it has nothing. */
  readonly factsOf: (part: AnyPart) => unknown;
  readonly add: (part: AnyPart, stack: TerraformStack, input: ResourceInput<unknown>) => void;
}

/** What every stack is built from. */
export interface StackContext {
  readonly platform: PlatformFacts;
  /** The parts that may have resources in it. */
  readonly registry: Registry;
}

/** The stack `app-<name>`: what an application has once; undefined where it has nothing. */
export function applicationStack(
  app: AppFacts,
  platform: PlatformFacts,
  registry: Registry,
): GeneratedFile | undefined {
  return fileOf(plannedOnce(app), { platform, registry });
}

/**
 * The stack `app-<name>-<environment>`: what an application has in the cloud of one environment; undefined where it has
 * nothing there.
 */
export function environmentStack(
  app: AppFacts,
  inEnvironment: AppInEnvironment,
  platform: PlatformFacts,
  registry: Registry,
): GeneratedFile | undefined {
  return fileOf(plannedInEnvironment(app, inEnvironment), { platform, registry });
}

/** The stack `platform-<environment>`: what applications share in an environment; undefined where they share nothing. */
export function platformStack(
  environment: PlatformEnvironment,
  platform: PlatformFacts,
  registry: Registry,
): GeneratedFile | undefined {
  return fileOf(plannedOfPlatform(environment), { platform, registry });
}

/** {@link applicationStack}, before it is built. */
export function plannedOnce(app: AppFacts): PlannedStack | undefined {
  const { name, stack, risk, tags } = app;
  if (stack === undefined) return undefined;
  return {
    stack,
    scope: 'once',
    factsOf: (part) => part.onceOf(app),
    add: (part, to, input) => part.stacks?.().once?.(to, { ...input, app: name, risk, tags }),
  };
}

/** {@link environmentStack}, before it is built. */
export function plannedInEnvironment(app: AppFacts, inEnvironment: AppInEnvironment): PlannedStack | undefined {
  const { name, risk } = app;
  const { stack, environment, tags } = inEnvironment;
  if (stack === undefined) return undefined;
  return {
    stack,
    scope: 'environment',
    factsOf: (part) => part.factsOf(inEnvironment),
    add: (part, to, input) => part.stacks?.().environment?.(to, { ...input, app: name, environment, risk, tags }),
  };
}

/** {@link platformStack}, before it is built. */
export function plannedOfPlatform(environment: PlatformEnvironment): PlannedStack | undefined {
  const { stack, name } = environment;
  if (stack === undefined) return undefined;
  return {
    stack,
    scope: 'platform',
    factsOf: (part) => part.sharedOf(environment),
    add: (part, to, input) => part.stacks?.().platform?.(to, { ...input, environment: name }),
  };
}

/**
 * A stack with the resources of every part that has facts there, below any root.
 *
 * @throws PartError where a part throws.
 */
export function buildStack(
  root: Construct,
  planned: PlannedStack,
  { platform, registry }: StackContext,
): TerraformStack {
  const stack = openStack(root, planned.stack);
  const { aws, organisation } = platform;
  const use = providersOf(stack, platform);
  const task = `make the resources of ${planned.stack.name}`;
  for (const part of registry.parts) {
    const facts = part.stackScopes?.includes(planned.scope) === true ? planned.factsOf(part) : undefined;
    if (facts !== undefined)
      runHook(part.name, task, () => planned.add(part, stack, { facts, aws, organisation, use }));
  }
  return stack;
}

function fileOf(planned: PlannedStack | undefined, context: StackContext): GeneratedFile | undefined {
  return planned && stackFile((root) => buildStack(root, planned, context));
}
