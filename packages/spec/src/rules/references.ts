import {
  type AnyPart,
  type PartReference,
  type Path,
  type Problem,
  quote,
  type Rule,
  type Settings,
  settingsEverywhere,
  suggestion,
  valueAt,
} from '@goldenpath/extension';
import type { AppSpec } from '../types/resolved';
import type { UsesContext } from './uses';

export const referencesExist: Rule<UsesContext> = {
  name: 'unknown-reference',
  check: (context) =>
    referencesOf(context, context.registry).flatMap((reference): Problem[] => {
      const problem = checkReference(context, reference);
      return problem === undefined ? [] : [{ path: reference.path, ...problem }];
    }),
};

function checkReference(context: UsesContext, reference: FoundReference): Omit<Problem, 'path'> | undefined {
  const { spec, fleet, unknowable } = context;
  const { app, part, name, noun } = reference;
  const shared = context.registry.parts.filter((each) => each.shared !== undefined).map((each) => each.name);
  if (reference.givesAccess === true && !shared.includes(part))
    return {
      message: `An application cannot give others access to its \`${part}\`.`,
      remedy: suggestion(part, shared),
    };
  if (unknowable.has(app)) return undefined;
  const other = app === spec.name ? { spec, document: undefined } : fleet.get(app);
  if (other === undefined)
    return {
      message: `There is no application ${quote(app)} in the fleet.`,
      remedy: suggestion(app, ownersOf(context, part)),
    };
  const known = entriesOf(other.spec, part, context);
  if (name === undefined && known.length === 0)
    return { message: `${quote(app)} has no ${noun}.`, remedy: suggestion(app, ownersOf(context, part)) };
  if (name !== undefined && !known.includes(name))
    return { message: `${quote(app)} has no ${noun} named ${quote(name)}.`, remedy: suggestion(name, known) };
  return (
    missingIn(context, other, reference) ??
    leavingIn(context, other, reference) ??
    reference.lacks?.(settingsEverywhere(other.spec, context))
  );
}

/** Returns the names in a part of an application; none where it does not have the part. */
function entriesOf({ kind, general }: AppSpec, part: string, { registry }: UsesContext): string[] {
  const hasPart = registry.partsOf(kind).some((each) => each.name === part);
  return hasPart ? Object.keys(Object((general as Settings)[part])) : [];
}

function ownersOf(context: UsesContext, part: string): string[] {
  const others = [...context.fleet.values()].map(({ spec }) => spec);
  return others.filter((one) => entriesOf(one, part, context).length > 0).map((one) => one.name);
}

type Other = Pick<UsesContext, 'spec'> & { readonly document: UsesContext['document'] | undefined };

function missingIn(
  { spec }: UsesContext,
  other: Other,
  { app, name, noun, environments }: FoundReference,
): Omit<Problem, 'path'> | undefined {
  const missing = environments.filter((environment) => !other.spec.environments.includes(environment));
  if (missing.length === 0) return undefined;
  return {
    message: `${quote(app)} does not run in ${missing.join(', ')}, where ${quote(spec.name)} needs its ${noun}${name === undefined ? '' : ` ${quote(name)}`}.`,
    remedy: `Let ${app} run there too, or leave ${missing.join(' and ')} out of ${spec.name}.`,
    ...(other.document !== undefined && {
      related: {
        message: 'Its environments are listed here.',
        location: other.document.locate(['environments'], 'key'),
      },
    }),
  };
}

/** What is about to be removed has to lose its users first. */
function leavingIn(
  { spec, registry }: UsesContext,
  other: Other,
  { app, part, noun, environments }: FoundReference,
): Omit<Problem, 'path'> | undefined {
  const isLeaving = registry.partsOf(other.spec.kind).find((each) => each.name === part)?.isLeaving;
  const leaving = environments.filter(
    (environment) => isLeaving?.((other.spec.settings[environment] as Settings | undefined)?.[part]) === true,
  );
  if (leaving.length === 0) return undefined;
  return {
    message: `The ${noun} of ${quote(app)} is about to be removed in ${leaving.join(', ')}, and ${quote(spec.name)} uses it.`,
    remedy: `First remove it from ${spec.name} there, and deploy.`,
  };
}

/** Terraform applies the stack with a resource before the stacks that need it. In a circle, none could be the first. */
export const stacksHaveAnOrder: Rule<UsesContext> = {
  name: 'reference-circle',
  check: (context) =>
    referencesOf(context, context.registry).flatMap((reference): Problem[] => {
      if (reference.isNeededFirst !== true || reference.app === context.spec.name) return [];
      const way = wayBack(reference.app, context.spec.name, context);
      if (way === undefined) return [];
      return [
        {
          path: reference.path,
          message: `The stacks need each other: ${[context.spec.name, ...way].join(' → ')}.`,
          remedy: 'Move one of the resources to an application of its own, which both refer to.',
        },
      ];
    }),
};

/** Returns the applications on the way from one to another, both included; `undefined` when there is none. */
function wayBack(from: string, to: string, context: UsesContext, seen = new Set<string>()): string[] | undefined {
  if (from === to) return [to];
  const found = context.fleet.get(from);
  if (found === undefined || seen.has(from)) return undefined;
  seen.add(from);
  const next = referencesOf(found, context.registry).filter(
    ({ app, isNeededFirst }) => isNeededFirst === true && app !== from,
  );
  for (const { app } of next) {
    const way = wayBack(app, to, context, seen);
    if (way !== undefined) return [from, ...way];
  }
  return undefined;
}

/** A reference, with the environments in which the settings have it. */
interface FoundReference extends PartReference {
  readonly environments: readonly string[];
}

/** Returns the references of an application in all environments. What an override has as the spec has it is one reference. */
function referencesOf(
  { spec, document }: Pick<UsesContext, 'spec' | 'document'>,
  registry: UsesContext['registry'],
): readonly FoundReference[] {
  const found = new Map<string, FoundReference>();
  const add = (settings: Settings, environment?: string): void => {
    for (const reference of referencesIn(settings, spec, registry)) {
      const { app, part, name, path } = reference;
      const key = JSON.stringify([app, part, name, path]);
      const known = found.get(key) ?? {
        ...reference,
        path: writtenPath(document, environment, path),
        environments: [],
      };
      found.set(key, { ...known, environments: environment === undefined ? [] : [...known.environments, environment] });
    }
  };
  add(spec.general);
  for (const environment of spec.environments) add(spec.settings[environment] ?? spec.general, environment);
  return [...found.values()];
}

function referencesIn(settings: Settings, { name, kind }: AppSpec, registry: UsesContext['registry']): PartReference[] {
  return registry.partsOf(kind).flatMap((part: AnyPart) => part.references?.(part.settingsOf(settings), name) ?? []);
}

function writtenPath({ value }: UsesContext['document'], environment: string | undefined, path: Path): Path {
  const overridden = ['overrides', environment ?? '', ...path];
  return environment !== undefined && valueAt(value, overridden) !== undefined ? overridden : path;
}
