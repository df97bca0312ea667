import { type Difference, isSame, type Json, type Pair } from '@goldenpath/extension';
import { differences } from '../values/differences';
import type { PlatformField, PlatformUser } from './platform-fields';
import { type Hide, pathChangeText } from './reason-text';

const OF_ENVIRONMENT = /^environments\[([^\]]*)\]/;

/** A change of the platform file that has an effect. */
export interface PlatformReason {
  readonly difference: Difference;
  readonly text: string;
}

/**
 * Returns why something changes because of the platform file.
 *
 * @param environment - The environment; `null` for what an application has once, which any environment can affect.
 */
export function platformReasons(
  { changes, fields }: { readonly changes: readonly Difference[]; readonly fields: readonly PlatformField[] },
  { base, head }: Pair<PlatformUser>,
  environment: string | null,
  hide: Hide,
): PlatformReason[] {
  return changes.flatMap((difference) => {
    const of = environmentOf(difference);
    if (of !== undefined && environment !== null && of !== environment) return [];
    const read = fieldsOf(difference, fields);
    const isNoted =
      read.length === 0 ||
      base === undefined ||
      head === undefined ||
      read.some((field) => !isSame(field.read(base), field.read(head)));
    if (!isNoted) return [];
    return [{ difference, text: `platform: ${textOf(difference, hide)}` }];
  });
}

/** Returns the written differences of the platform file, value by value. An added or removed environment is one difference. */
export function platformDifferences({ base, head }: Pair<Json>): Difference[] {
  if (base === head) return [];
  return differences(base ?? null, head ?? null, { renames: false })
    .flatMap((difference) => (isWholeEnvironment(difference) ? [difference] : leavesOf(difference)))
    .filter(({ fields }) => fields[0] !== 'accept');
}

function leavesOf({ before, after, ...at }: Difference): Difference[] {
  return differences(before, after, { leaves: true, renames: false, at });
}

function isWholeEnvironment(difference: Difference): boolean {
  return (
    difference.fields.length === 1 && difference.fields[0] === 'environments' && environmentOf(difference) !== undefined
  );
}

/** Returns the environment of a platform change; undefined when it is not about an environment. */
export function environmentOf({ path }: Difference): string | undefined {
  return OF_ENVIRONMENT.exec(path)?.[1];
}

/** Returns the effects of a changed field. Each part can read it in its own way. */
function fieldsOf({ fields: names }: Difference, fields: readonly PlatformField[]): PlatformField[] {
  const path = names.join('.');
  return fields.filter((candidate) => path === candidate.path || path.startsWith(`${candidate.path}.`));
}

function textOf(difference: Difference, hide: Hide): string {
  const { path, before, after } = difference;
  if (isWholeEnvironment(difference)) return `${path} ${before === null ? 'is new' : 'is gone'}`;
  return pathChangeText({ path, before, after, isOrdered: false }, hide);
}
