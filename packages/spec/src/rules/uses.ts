import {
  isCallable,
  type Problem,
  quote,
  type Registry,
  type Rule,
  type SourceDocument,
  suggestion,
} from '@goldenpath/extension';
import type { AppSpec, Environment } from '../types/resolved';

/** One application within the fleet. */
export interface UsesContext {
  readonly document: SourceDocument;
  readonly spec: AppSpec;
  /** Every well-formed application of the fleet, by name. */
  readonly fleet: ReadonlyMap<string, { readonly spec: AppSpec; readonly document: SourceDocument }>;
  /** Names of applications with errors. Nothing is reported about them. */
  readonly unknowable: ReadonlySet<string>;
  readonly registry: Registry;
  /** Those of the platform. */
  readonly environments: readonly Environment[];
}

export const usesAreReachable: Rule<UsesContext> = {
  name: 'unreachable-use',
  check: (context) =>
    context.registry.partsOf(context.spec.kind).flatMap((part) =>
      (part.uses?.(part.settingsOf(context.spec.general)) ?? []).flatMap((name, index) => {
        const problem = checkUse(context, name);
        return problem === undefined ? [] : [{ path: ['uses', index], ...problem }];
      }),
    ),
};

function checkUse({ spec, fleet, unknowable, registry }: UsesContext, name: string): Omit<Problem, 'path'> | undefined {
  if (name === spec.name) return { message: `${quote(name)} cannot use itself.`, remedy: 'Remove it from `uses`.' };
  if (unknowable.has(name)) return undefined;
  const used = fleet.get(name);
  if (used === undefined)
    return {
      message: `There is no application ${quote(name)} in the fleet.`,
      remedy: suggestion(name, callableNames(fleet, spec, registry)),
    };
  if (!canBeCalled(used.spec, registry))
    return {
      message: `${quote(name)} cannot be called: it has no Service.`,
      remedy: 'Use an application that listens on a port in the cluster.',
      related: { message: 'It is described here.', location: used.document.locate(['kind']) },
    };
  const missing = spec.environments.filter((environment) => !used.spec.environments.includes(environment));
  if (missing.length === 0) return undefined;
  return {
    message: `${quote(name)} does not run in ${missing.join(', ')}, where ${quote(spec.name)} does.`,
    remedy: `Let ${name} run there too, or leave ${missing.join(' and ')} out of ${spec.name}.`,
    related: { message: 'Its environments are listed here.', location: used.document.locate(['environments'], 'key') },
  };
}

function callableNames(fleet: UsesContext['fleet'], caller: AppSpec, registry: Registry): string[] {
  const others = [...fleet.values()].map(({ spec }) => spec).filter((spec) => spec !== caller);
  return others.filter((spec) => canBeCalled(spec, registry)).map(({ name }) => name);
}

function canBeCalled({ kind, general }: AppSpec, registry: Registry): boolean {
  return isCallable(registry, kind, general);
}
