import {
  accountOf,
  type AnyPart,
  type AppFacts,
  type AppInEnvironment,
  type PartStacks,
  type PlatformEnvironment,
  type PlatformFacts,
  type PlatformStackInput,
  type Registry,
  runHook,
  type StackFacts,
  type StackInput,
  type StackOverride,
} from '@goldenpath/extension';
import type { GeneratedFile, NamedTexts, Names } from '@goldenpath/files';
import type { TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import { openStack } from './open-stack';
import { overridesIn, withOverrides } from './overrides/apply';
import { providersOf } from './providers';
import { stackFilePath, stackText } from './synthesis/stack-file';

/** A stack that is to be built: exactly what it is made from. Plain JSON. */
export interface PlannedStack {
  readonly stack: StackFacts;
  readonly scope: keyof PartStacks<unknown, unknown, unknown>;
  /** What every part in the stack sees beside its own facts. */
  readonly common: Omit<StackInput<unknown>, 'facts' | 'use'> | Omit<PlatformStackInput<unknown>, 'facts' | 'use'>;
  /** The facts of each part that has resources in it, by the name of the part. */
  readonly parts: Readonly<Record<string, unknown>>;
  /** What a person wrote to override its resources. */
  readonly overrides: readonly StackOverride[];
}

/** What every stack is built from. */
export interface StackContext {
  readonly platform: PlatformFacts;
  /** The parts that may have resources in it. */
  readonly registry: Registry;
  /** What was made of other applications. @default none: every stack is built */
  readonly texts?: NamedTexts;
}

/** The stack `app-<name>`: what an application has once; undefined where it has nothing. */
export function applicationStack(app: AppFacts, context: StackContext): GeneratedFile | undefined {
  const { name, description } = app;
  // The team is in the names of resources there.
  return fileOf(plannedOnce(app, context), { name, description }, context);
}

/**
 * The stack `app-<name>-<environment>`: what an application has in the cloud of one environment; undefined where it has
 * nothing there.
 */
export function environmentStack(
  app: AppFacts,
  inEnvironment: AppInEnvironment,
  context: StackContext,
): GeneratedFile | undefined {
  const { name, description, owner: team } = app;
  return fileOf(plannedInEnvironment(app, inEnvironment, context), { name, description, team }, context);
}

/** The stack `platform-<environment>`: what applications share in an environment; undefined where they share nothing. */
export function platformStack(environment: PlatformEnvironment, context: StackContext): GeneratedFile | undefined {
  return fileOf(plannedOfPlatform(environment, context), undefined, context);
}

/** {@link applicationStack}, before it is built. */
export function plannedOnce(app: AppFacts, { platform, registry }: StackContext): PlannedStack | undefined {
  const { name, stack, risk, tags } = app;
  return (
    stack && {
      stack,
      scope: 'once',
      common: { ...ofPlatform(platform, null), app: name, risk, tags },
      parts: partsIn('once', registry, (part) => part.onceOf(app)),
      overrides: overridesIn(registry, (part) => part.onceOf(app)),
    }
  );
}

/** {@link environmentStack}, before it is built. */
export function plannedInEnvironment(
  { name, risk }: AppFacts,
  inEnvironment: AppInEnvironment,
  { platform, registry }: StackContext,
): PlannedStack | undefined {
  const { stack, environment, tags } = inEnvironment;
  return (
    stack && {
      stack,
      scope: 'environment',
      common: { ...ofPlatform(platform, environment), app: name, environment, risk, tags },
      parts: partsIn('environment', registry, (part) => part.factsOf(inEnvironment)),
      overrides: overridesIn(registry, (part) => part.factsOf(inEnvironment)),
    }
  );
}

/** {@link platformStack}, before it is built. */
export function plannedOfPlatform(
  environment: PlatformEnvironment,
  { platform, registry }: StackContext,
): PlannedStack | undefined {
  const { stack, name } = environment;
  return (
    stack && {
      stack,
      scope: 'platform',
      common: { ...ofPlatform(platform, name), environment: name },
      parts: partsIn('platform', registry, (part) => part.sharedOf(environment)),
      overrides: [],
    }
  );
}

function ofPlatform(platform: PlatformFacts, environment: string | null): Pick<PlatformFacts, 'aws' | 'organisation'> {
  return { aws: accountOf(platform, environment), organisation: platform.organisation };
}

/** {@link applicationStack} as it is without overrides, to check them. */
export function withoutOverrides(planned: PlannedStack, registry: Registry): string {
  return stackText((root) => buildStack(root, planned, registry));
}

function partsIn(
  scope: PlannedStack['scope'],
  { parts }: Registry,
  factsOf: (part: AnyPart) => unknown,
): PlannedStack['parts'] {
  const inScope = parts.filter(({ stackScopes }) => stackScopes?.includes(scope) === true);
  const entries = inScope.map((part) => [part.name, factsOf(part)] as const);
  return Object.fromEntries(entries.filter(([, facts]) => facts !== undefined));
}

/**
 * A stack with the resources of every part that has facts there, below any root.
 *
 * @throws PartError where a part throws.
 */
export function buildStack(root: Construct, planned: PlannedStack, registry: Registry): TerraformStack {
  const { scope, common, parts } = planned;
  const stack = openStack(root, planned.stack);
  const use = providersOf(stack, common);
  const task = `make the resources of ${planned.stack.name}`;
  for (const part of registry.parts) {
    const facts = parts[part.name];
    if (facts === undefined) continue;
    // The scope decides which of the two inputs it is.
    const input = { ...common, facts, use } as StackInput<unknown> & PlatformStackInput<unknown>;
    runHook(part.name, task, () => part.stacks?.()[scope]?.(stack, input));
  }
  return stack;
}

/** Of applications whose facts differ in their names alone, the first ones are built. */
function fileOf(
  planned: PlannedStack | undefined,
  names: Names | undefined,
  { registry, texts }: StackContext,
): GeneratedFile | undefined {
  if (planned === undefined) return undefined;
  const content = (one: PlannedStack) => withoutOverrides(one, registry);
  // Names in overrides are text that a person wrote. Few stacks have any.
  const isOverridden = planned.overrides.length > 0;
  const isText = (part: AnyPart) => planned.parts[part.name] === undefined || part.insertsNames === true;
  return {
    path: stackFilePath(planned.stack.name),
    content:
      names === undefined || texts === undefined || isOverridden || !registry.parts.every(isText)
        ? withOverrides(content(planned), planned.overrides)
        : texts.text(planned, names, content),
    ownership: 'managed',
  };
}
