import type { Pair } from '@goldenpath/extension';
import type { Json } from '@goldenpath/deploy';
import type { AppInEnvironment } from '@goldenpath/model';
import type { AppPair } from '../fleet/fleet-change';
import { type Difference, differences } from '../values/differences';
import { isList, isSame } from '../values/json';
import { type Hide, pathChangeText } from './reason-text';
import { plain, SPEC_FIELDS, type SpecField } from './spec-fields';

/** What of a spec differs, each written value for itself. */
export type WrittenChanges = readonly Difference[];

/** What of the spec of an application differs as it is written; acceptances change nothing that is made. */
export function writtenChanges(written: Pair<Json>): WrittenChanges {
  if (written.base === written.head) return [];
  return differences(written.base ?? null, written.head ?? null, { leaves: true }).filter(
    ({ fields }) => fields[0] !== 'accept' && fields[0] !== 'name',
  );
}

/** A written value that has come to something else, before and after. */
interface Effect {
  readonly field: SpecField | undefined;
  readonly path: string;
  readonly before: Json;
  readonly after: Json;
}

/** Why an application is otherwise in an environment, as far as its own spec is the reason. */
export function reasonsInEnvironment(
  { base: before, head: after }: AppPair,
  { base, head }: Pair<AppInEnvironment>,
  environment: string,
  written: WrittenChanges,
  hide: Hide,
): string[] {
  if (before === undefined || after === undefined || base === undefined || head === undefined) return [];
  const effects = written.flatMap((difference): Effect[] => {
    const fields = fieldsFor(difference, environment);
    if (fields === undefined) return [];
    const { field, rest } = fieldOf(fields);
    if (field === undefined)
      return [{ field, path: difference.path, before: difference.before, after: difference.after }];
    const values = [field.inEnvironment?.(base, before, rest), field.inEnvironment?.(head, after, rest)].map(plain);
    return effectOf(field, difference.path, values);
  });
  return effectTexts(effects, hide);
}

/** The same for what an application has once. */
export function reasonsOnce({ base, head }: AppPair, written: WrittenChanges, hide: Hide): string[] {
  if (base === undefined || head === undefined) return [];
  const effects = written.flatMap(({ path, fields }): Effect[] => {
    const { field } = fieldOf(fields);
    return field?.once === undefined ? [] : effectOf(field, path, [field.once(base), field.once(head)].map(plain));
  });
  return effectTexts(effects, hide);
}

function effectOf(field: SpecField, path: string, [before = null, after = null]: readonly Json[]): Effect[] {
  return isSame(sorted(field, before), sorted(field, after)) ? [] : [{ field, path, before, after }];
}

/** The order of the arguments means something, that of names does not. */
function sorted({ path }: SpecField, value: Json): Json {
  return isList(value) && path !== 'args' ? [...value].sort() : value;
}

/** In the order of importance, and each value once: where both the spec and its override changed, the override decides. */
function effectTexts(effects: readonly Effect[], hide: Hide): string[] {
  const byField = new Map<string, Effect>();
  for (const effect of effects) {
    const general = effect.path.replace(/^overrides(\.[\w-]+|\["[^"]*"\])\./, '');
    if (byField.get(general)?.path.startsWith('overrides') !== true) byField.set(general, effect);
  }
  const rank = ({ field }: Effect) => (field === undefined ? SPEC_FIELDS.length : SPEC_FIELDS.indexOf(field));
  return [...byField.values()].sort((a, b) => rank(a) - rank(b)).map((effect) => pathChangeText(effect, hide));
}

/** The fields of a difference as they are without an override; undefined where it is another environment's. */
function fieldsFor({ fields }: Difference, environment: string): readonly string[] | undefined {
  if (fields[0] !== 'overrides') return fields;
  return fields[1] === environment ? fields.slice(2) : undefined;
}

function fieldOf(fields: readonly string[]): {
  readonly field: SpecField | undefined;
  readonly rest: readonly string[];
} {
  const path = fields.join('.');
  const field = SPEC_FIELDS.find((candidate) => path === candidate.path || path.startsWith(`${candidate.path}.`));
  return { field, rest: fields.slice(field?.path.split('.').length ?? 0) };
}
