import { type Difference, isSame, type Json, type Pair } from '@goldenpath/extension';
import { differences } from '../values/differences';
import type { PlatformField, PlatformUser } from './platform-fields';
import { type Hide, pathChangeText } from './reason-text';

/** An environment before a field that the top of the file has too, such as `environments[dev].` of `environments[dev].aws.region`. */
const TAKEN_OVER = /^environments\[[^\]]*\]\.(?=aws\.|state\.)/;
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

/**
 * Returns the differences of the platform file, value by value. An added or removed environment is one difference. An account, region or
 * state that an environment or the registry takes over from the top of the file is left out, because the difference at the top says it.
 */
export function platformDifferences({ base, head }: Pair<Json>): Difference[] {
  if (base === head) return [];
  const all = differences(base ?? null, head ?? null, { renames: false })
    .flatMap((difference) => (isWholeEnvironment(difference) ? [difference] : leavesOf(difference)))
    .filter(({ fields }) => fields[0] !== 'accept');
  return all.filter((difference) => !isTakenOver(difference, all)).map(asWritten);
}

/** Returns whether the difference only repeats one at the top of the file. */
function isTakenOver({ path, before, after }: Difference, all: readonly Difference[]): boolean {
  const atTop = path.replace(TAKEN_OVER, '').replace(/^registryAccount\./, 'aws.');
  if (atTop === path) return false;
  return all.some((other) => other.path === atTop && isSame(other.before, before) && isSame(other.after, after));
}

/** Returns the difference with the name that the field has in the platform file. */
function asWritten(difference: Difference): Difference {
  const { path, fields } = difference;
  if (fields[0] === 'registryAccount')
    return {
      ...difference,
      path: path.replace('registryAccount', 'aws.registry'),
      fields: ['aws', 'registry', ...fields.slice(1)],
    };
  if (fields[0] === 'environments' && fields[1] === 'state')
    return {
      ...difference,
      path: path.replace('].state', '].aws.state'),
      fields: ['environments', 'aws', ...fields.slice(1)],
    };
  return difference;
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
function environmentOf({ path }: Difference): string | undefined {
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
