import type { Json } from '@goldenpath/extension';
import { type ArgumentDifference, differencesOf } from '../differences';
import { forcesReplacement } from '../schema';
import { GUARDED } from './guarded-arguments';
import type { Breach, GuardedArguments, GuardedResource } from './types';

export type { Breach, GuardedResource } from './types';

/** Returns what an override of a resource breaks, and nothing that was so before. Each argument is reported once for a guard. */
export function breachesOf(resource: GuardedResource): Breach[] {
  const differences = differencesOf(resource.before, resource.after).filter(({ path }) => path[0] !== '//');
  const ignored = differences.filter(({ path }) => path.join('.') === 'lifecycle.ignore_changes');
  const changed = differences.filter((difference) => !ignored.includes(difference));
  const all = [
    ...changed.flatMap((difference) => changeBreaches(difference, resource)),
    ...ignored.flatMap((difference) => ignoredBreaches(difference, resource)),
  ];
  const seen = new Set<string>();
  return all.filter(({ guard, what }) => {
    const key = `${guard} ${what}`;
    return !seen.has(key) && seen.add(key);
  });
}

function changeBreaches(difference: ArgumentDifference, resource: GuardedResource): Breach[] {
  const { path, position, before, after } = difference;
  const shown = `changes \`${path.join('.')}\``;
  const breach = (guard: string, what = shown): Breach => ({ guard, position, what });
  const broken = guardsOf(path, resource).filter(({ allows }) => allows?.(before, after) !== true);
  return [
    ...broken.map(({ guard }) => breach(guard)),
    ...(forcesReplacement(resource.schema, path)
      ? [breach('replacement', `${shown}, which replaces the resource`)]
      : []),
    ...(refersToAnother(before) ? [breach('names', `${shown}, which refers to another resource`)] : []),
  ];
}

/**
 * A change that Terraform ignores is one that is not taken back, so the guards of the argument hold. What the stack ignores already, such as
 * the snapshot that an instance was restored from, stays ignored.
 */
function ignoredBreaches({ position, before, after }: ArgumentDifference, resource: GuardedResource): Breach[] {
  const [old, now] = [namesIn(before), namesIn(after)];
  const added = now.flatMap((name, index): Breach[] => {
    if (old.includes(name)) return [];
    const rules = GUARDED.filter((rule) => covers(rule, [name], resource));
    const guards = [
      ...rules.map(({ guard }) => guard),
      ...(forcesReplacement(resource.schema, [name]) ? ['replacement'] : []),
    ];
    return guards.map((guard) => ({ guard, position: [...position, index], what: `ignores changes of \`${name}\`` }));
  });
  const removed = old
    .filter((name) => !now.includes(name))
    .map((name) => ({ guard: 'replacement', position, what: `no longer ignores changes of \`${name}\`` }));
  return [...added, ...removed];
}

function guardsOf(path: readonly string[], resource: GuardedResource): GuardedArguments[] {
  return GUARDED.filter((rule) => covers(rule, path, resource));
}

function covers(
  { types, arguments: names }: GuardedArguments,
  path: readonly string[],
  { type }: Pick<GuardedResource, 'type'>,
): boolean {
  return types?.test(type) !== false && names?.test(path.join('.')) !== false;
}

function refersToAnother(value: Json | undefined): boolean {
  return value !== undefined && /\$\{/.test(JSON.stringify(value));
}

function namesIn(value: Json | undefined): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
