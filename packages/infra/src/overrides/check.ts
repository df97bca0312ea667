import {
  type AppFacts,
  type JsonMap,
  type PlatformFacts,
  quote,
  type Registry,
  type StackOverride,
  suggestion,
} from '@goldenpath/extension';
import { plannedInEnvironment, plannedOnce, type PlannedStack, withoutOverrides } from '../stacks';
import { applied, overridesIn, type StackJson } from './apply';
import { breachesOf } from './guards';
import { schemaOf } from './schema';
import { argumentProblems, type Path } from './values';

/** What is wrong with a hand-written override. */
export interface OverrideFinding {
  /** The file of the override, beside the spec. */
  readonly file: string;
  /** The position in the file. */
  readonly path: Path;
  /** @default the value */
  readonly at?: 'key';
  readonly message: string;
  readonly remedy: string;
}

/** Options of {@link checkOverrides}. */
export interface OverrideOptions {
  readonly platform: PlatformFacts;
  readonly registry: Registry;
  /** Returns whether the platform lifts a guard for the application. @default none is lifted */
  readonly isLifted?: (guard: string) => boolean;
}

/** A stack as it is without overrides, and its overrides. */
interface CheckedStack {
  readonly name: string;
  readonly stack: StackJson;
  readonly overrides: readonly StackOverride[];
}

/**
 * Applies the hand-written overrides of an application to its stacks, and returns what is wrong with them: a resource that no stack has,
 * an argument that the provider does not have, and a guard that an overridden resource no longer passes. An override that is wrong is left out,
 * and the next one is checked.
 */
export function checkOverrides(app: AppFacts, options: OverrideOptions): OverrideFinding[] {
  const stacks = stacksOf(app, options);
  const findings = stacks.flatMap((stack) => findingsIn(stack, options));
  return [...findings, ...missingResources(stacks)].toSorted((a, b) =>
    a.file < b.file ? -1 : Number(a.file > b.file),
  );
}

function stacksOf(app: AppFacts, { platform, registry }: OverrideOptions): CheckedStack[] {
  const context = { platform, registry };
  const checked = (planned: PlannedStack | undefined, overrides: readonly StackOverride[]): CheckedStack => ({
    name: planned?.stack.name ?? '',
    stack: planned === undefined ? {} : (JSON.parse(withoutOverrides(planned, registry)) as StackJson),
    overrides,
  });
  return [
    checked(
      plannedOnce(app, context),
      overridesIn(registry, (part) => part.onceOf(app)),
    ),
    ...app.environments.map((facts) =>
      checked(
        plannedInEnvironment(app, facts, context),
        overridesIn(registry, (part) => part.factsOf(facts)),
      ),
    ),
  ];
}

function findingsIn({ name, stack, overrides }: CheckedStack, { isLifted = () => false }: OverrideOptions) {
  const findings: OverrideFinding[] = [];
  let current = stack;
  for (const override of overrides) {
    const result = applied(current, override);
    const wrong = resourcesOf(override).flatMap(({ type, name: resource, args, path }) => {
      const before = resourceIn(current, type, resource);
      const after = resourceIn(result, type, resource);
      if (before === undefined || after === undefined) return [];
      const schema = schemaOf(type);
      if (schema === undefined) return [withoutSchema(type, override.file)];
      const problems = argumentProblems(args, schema, path);
      if (problems.length > 0) return problems.map((problem) => ({ file: override.file, ...problem }));
      return breachesOf({ type, schema, before, after })
        .filter(({ guard }) => !isLifted(guard))
        .map(({ guard, position, what }) => ({
          file: override.file,
          path: [...path, ...writtenPart(args, position)],
          message: `The override ${what}, in ${type}.${resource} of ${name}. The guard \`${guard}\` refuses that.`,
          remedy: `Change the override, or ask the platform team to lift \`${guard}\` for this application in \`liftedGuards\` of the platform file.`,
        }));
    });
    findings.push(...wrong);
    if (wrong.length === 0) current = result;
  }
  return findings;
}

function withoutSchema(type: string, file: string): OverrideFinding {
  return {
    file,
    path: ['resource', type],
    message: `Resources of the type ${quote(type)} cannot be overridden: Golden Path does not know their arguments.`,
    remedy: 'Remove it, or change the part that makes the resource.',
  };
}

function resourcesOf({ resources }: StackOverride) {
  return Object.entries(resources).flatMap(([type, named]) =>
    Object.entries(named).map(([name, args]) => ({ type, name, args, path: ['resource', type, name] as const })),
  );
}

function resourceIn({ resource = {} }: StackJson, type: string, name: string): JsonMap | undefined {
  const named = Object.hasOwn(resource, type) ? resource[type] : undefined;
  return named !== undefined && Object.hasOwn(named, name) ? named[name] : undefined;
}

/** Follows a position as far as the override has it: what it leaves out of a block has no position of its own. */
function writtenPart(args: JsonMap, position: Path): Path {
  const found: (string | number)[] = [];
  let current: unknown = args;
  for (const step of position) {
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, step)) break;
    found.push(step);
    current = (current as Readonly<Record<string | number, unknown>>)[step];
  }
  return found;
}

/** An override for all environments is for those that have its resource. At least one does. */
function missingResources(stacks: readonly CheckedStack[]): OverrideFinding[] {
  const files = new Map(stacks.flatMap(({ overrides }) => overrides.map((override) => [override.file, override])));
  return [...files.values()].flatMap((override) => {
    const own = stacks.filter(({ overrides }) => overrides.some(({ file }) => file === override.file));
    return resourcesOf(override).flatMap(({ type, name, path }) => {
      if (own.some(({ stack }) => resourceIn(stack, type, name) !== undefined)) return [];
      return [{ file: override.file, ...missing({ type, name, path }, own, stacks) }];
    });
  });
}

function missing(
  { type, name, path }: { readonly type: string; readonly name: string; readonly path: Path },
  own: readonly CheckedStack[],
  all: readonly CheckedStack[],
): Omit<OverrideFinding, 'file'> {
  const message = `No resource is \`${type}.${name}\`: an override changes resources, and adds none.`;
  const other = all.find(({ stack }) => resourceIn(stack, type, name) !== undefined);
  if (other !== undefined)
    return {
      path,
      message,
      remedy: `It is in the stack ${other.name}: move the override to the folder of that stack.`,
    };
  const types = [...new Set(own.flatMap(({ stack }) => Object.keys(stack.resource ?? {})))]
    .filter((each) => schemaOf(each) !== undefined)
    .toSorted();
  if (!types.includes(type)) {
    const remedy = types.length === 0 ? 'The application has no stack here.' : suggestion(type, types);
    return { path: ['resource', type], message, remedy };
  }
  const candidates = own.flatMap(({ stack }) => Object.keys(stack.resource?.[type] ?? {}));
  return { path, message, remedy: suggestion(name, [...new Set(candidates)].toSorted()) };
}
