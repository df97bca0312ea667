import { type AppInEnvironment, factsOfPart, type Json, listed } from '@goldenpath/extension';
import { stackOverrides } from './facts';
import type { OverridesPart } from './types';

/** Arguments of a resource, by name. */
export type Arguments = Readonly<Record<string, Json>>;

/** Returns the arguments of a resource that files beside the spec override. Later files win. */
export function overriddenArguments(app: AppInEnvironment | undefined): (type: string, name: string) => Arguments {
  const part = factsOfPart<OverridesPart>(app, 'handOverrides');
  const overrides = part === undefined ? [] : stackOverrides(part);
  return (type, name) => Object.assign({}, ...overrides.map(({ resources }) => resources[type]?.[name] ?? {}));
}

/** Says which arguments an estimate takes from overrides, and which of them change the price in a way that is not known. */
export function withOverridden(what: string, read: readonly string[], unread: readonly string[]): string {
  return [
    what,
    ...(read.length > 0 ? [`${listed(read)} overridden by hand`] : []),
    ...(unread.length > 0 ? [`the price can differ: ${listed(unread)} overridden by hand`] : []),
  ].join(', ');
}
