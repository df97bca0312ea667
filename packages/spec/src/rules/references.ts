import {
  type AnyPart,
  type PartReference,
  type Problem,
  quote,
  type Rule,
  type Settings,
  suggestion,
} from '@goldenpath/extension';
import type { AppSpec } from '../types/resolved';
import type { UsesContext } from './uses';

export const referencesExist: Rule<UsesContext> = {
  name: 'unknown-reference',
  check: (context) =>
    referencesOf(context.spec, context).flatMap((reference): Problem[] => {
      const problem = checkReference(context, reference);
      return problem === undefined ? [] : [{ path: reference.path, ...problem }];
    }),
};

function checkReference(
  { spec, fleet, unknowable, registry }: UsesContext,
  { app, part, name, noun }: PartReference,
): Omit<Problem, 'path'> | undefined {
  if (unknowable.has(app)) return undefined;
  const other = app === spec.name ? { spec, document: undefined } : fleet.get(app);
  const entriesOf = (one: AppSpec) => Object.keys(Object((one.general as Settings)[part]));
  if (other === undefined) {
    const owners = [...fleet.values()].filter((each) => entriesOf(each.spec).length > 0).map((each) => each.spec.name);
    return { message: `There is no application ${quote(app)} in the fleet.`, remedy: suggestion(app, owners) };
  }
  const hasPart = registry.partsOf(other.spec.kind).some((each) => each.name === part);
  const known = hasPart ? entriesOf(other.spec) : [];
  if (!known.includes(name))
    return { message: `${quote(app)} has no ${noun} named ${quote(name)}.`, remedy: suggestion(name, known) };
  const missing = spec.environments.filter((environment) => !other.spec.environments.includes(environment));
  if (missing.length === 0) return undefined;
  return {
    message: `${quote(app)} does not run in ${missing.join(', ')}, where ${quote(spec.name)} needs its ${noun} ${quote(name)}.`,
    remedy: `Let ${app} run there too, or leave ${missing.join(' and ')} out of ${spec.name}.`,
    ...(other.document !== undefined && {
      related: {
        message: 'Its environments are listed here.',
        location: other.document.locate(['environments'], 'key'),
      },
    }),
  };
}

/** Terraform applies the stack with a resource before the stacks that need it. In a circle, none could be the first. */
export const stacksHaveAnOrder: Rule<UsesContext> = {
  name: 'reference-circle',
  check: (context) =>
    referencesOf(context.spec, context).flatMap((reference): Problem[] => {
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
  const spec = context.fleet.get(from)?.spec;
  if (spec === undefined || seen.has(from)) return undefined;
  seen.add(from);
  const next = referencesOf(spec, context).filter(({ app, isNeededFirst }) => isNeededFirst === true && app !== from);
  for (const { app } of next) {
    const way = wayBack(app, to, context, seen);
    if (way !== undefined) return [from, ...way];
  }
  return undefined;
}

function referencesOf({ name, kind, general }: AppSpec, { registry }: UsesContext): readonly PartReference[] {
  return registry.partsOf(kind).flatMap((part: AnyPart) => part.references?.(part.settingsOf(general), name) ?? []);
}
