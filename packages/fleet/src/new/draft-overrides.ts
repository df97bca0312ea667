import type { AnyPart, Environment } from '@goldenpath/extension';
import type { LoadedFleet } from '@goldenpath/spec';
import { type Candidate, withField } from './candidate';

/** Adds the overrides that the parts need in a new spec. */
export function withDraftOverrides(
  candidate: Candidate,
  { platform, registry }: Pick<LoadedFleet, 'platform' | 'registry'>,
): Candidate {
  const names = candidate['environments'];
  const environments = platform.environments.filter(({ name }) => !Array.isArray(names) || names.includes(name));
  const parts = registry
    .partsOf(String(candidate['kind']))
    .filter(({ draftOverrides }) => draftOverrides !== undefined);
  const asked = (part: AnyPart, environment: Environment) =>
    Object.entries(part.draftOverrides?.(candidate, environment, platform) ?? {}).flatMap(([name, value]) =>
      leaves(value, [name]),
    );
  return environments.reduce(
    (whole, environment) =>
      parts
        .flatMap((part) => asked(part, environment))
        .reduce((fitted, [path, value]) => withField(fitted, ['overrides', environment.name, ...path], value), whole),
    candidate,
  );
}

/** Returns the leaf values below a value, with their paths. */
export function leaves(value: unknown, path: readonly string[] = []): [path: readonly string[], value: unknown][] {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || Object.keys(value).length === 0)
    return [[path, value]];
  return Object.entries(value).flatMap(([name, inner]) => leaves(inner, [...path, name]));
}
