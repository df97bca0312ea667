import {
  type AnyPart,
  type AppInEnvironment,
  type AppPair,
  type Difference,
  isList,
  isSame,
  type Json,
  type Pair,
  type Registry,
} from '@goldenpath/extension';
import { differences } from '../values/differences';
import { type Hide, pathChangeText } from './reason-text';
import { fieldAt, plain, type SpecField } from './spec-fields';

/** The differences of a spec as written, one per value. */
export type WrittenChanges = readonly Difference[];

/** Returns the differences of a spec as written. Acceptances are ignored, because they do not change the output. */
export function writtenChanges(written: Pair<Json>): WrittenChanges {
  if (written.base === written.head) return [];
  return differences(written.base ?? null, written.head ?? null, { leaves: true }).filter(
    ({ fields }) => fields[0] !== 'accept' && fields[0] !== 'name',
  );
}

/** A changed value that has an effect. */
interface Effect {
  readonly field: SpecField | undefined;
  readonly path: string;
  readonly before: Json;
  readonly after: Json;
}

/** Returns why an application changes in an environment because of its own spec. A field that no part knows is shown as written. */
export function reasonsInEnvironment(
  fields: readonly SpecField[],
  { base: before, head: after }: AppPair,
  { base, head }: Pair<AppInEnvironment>,
  environment: string,
  written: WrittenChanges,
  hide: Hide,
): string[] {
  if (before === undefined || after === undefined || base === undefined || head === undefined) return [];
  const effects = written.flatMap((difference): Effect[] => {
    const names = fieldsFor(difference, environment);
    if (names === undefined) return [];
    const { field, rest } = fieldOf(fields, names);
    if (field === undefined)
      return [{ field, path: difference.path, before: difference.before, after: difference.after }];
    const values = [field.inEnvironment?.(base, before, rest), field.inEnvironment?.(head, after, rest)].map(plain);
    return effectOf(field, difference.path, values);
  });
  return effectTexts(fields, effects, hide);
}

/**
 * Returns the same for what an application has once. A field that no part knows is shown when its part's output changes.
 *
 * @param registry - The registry, whose parts know their fields.
 */
export function reasonsOnce(
  fields: readonly SpecField[],
  registry: Registry,
  { base, head }: AppPair,
  written: WrittenChanges,
  hide: Hide,
): string[] {
  if (base === undefined || head === undefined) return [];
  const effects = written.flatMap(({ path, fields: names, before, after }): Effect[] => {
    const { field } = fieldOf(fields, names);
    const part = field === undefined ? partOfField(registry, names) : undefined;
    if (part !== undefined && !isSame(part.onceOf(base), part.onceOf(head))) return [{ field, path, before, after }];
    return field?.once === undefined ? [] : effectOf(field, path, [field.once(base), field.once(head)].map(plain));
  });
  return effectTexts(fields, effects, hide);
}

/** Returns the part of a field, in the general spec or in an override. */
function partOfField({ parts }: Registry, names: readonly string[]): AnyPart | undefined {
  const [name = ''] = names[0] === 'overrides' ? names.slice(2) : names;
  return parts.find(({ fields }) => fields !== undefined && Object.hasOwn(fields.properties, name));
}

function effectOf(field: SpecField, path: string, [before = null, after = null]: readonly Json[]): Effect[] {
  return isSame(sorted(field, before), sorted(field, after)) ? [] : [{ field, path, before, after }];
}

function sorted({ isOrdered }: SpecField, value: Json): Json {
  return isList(value) && !isOrdered ? [...value].sort() : value;
}

/** Returns the effects in order of importance, each value once. If both the spec and its override changed, the override counts. */
function effectTexts(fields: readonly SpecField[], effects: readonly Effect[], hide: Hide): string[] {
  const byField = new Map<string, Effect>();
  for (const effect of effects) {
    const general = effect.path.replace(/^overrides(\.[\w-]+|\["[^"]*"\])\./, '');
    if (byField.get(general)?.path.startsWith('overrides') !== true) byField.set(general, effect);
  }
  const rank = ({ field }: Effect) => (field === undefined ? fields.length : fields.indexOf(field));
  return [...byField.values()]
    .sort((a, b) => rank(a) - rank(b))
    .map((effect) => pathChangeText({ ...effect, isOrdered: effect.field?.isOrdered ?? true }, hide));
}

/** Returns the field path without the override prefix; undefined when the override is for another environment. */
function fieldsFor({ fields }: Difference, environment: string): readonly string[] | undefined {
  if (fields[0] !== 'overrides') return fields;
  return fields[1] === environment ? fields.slice(2) : undefined;
}

function fieldOf(
  fields: readonly SpecField[],
  names: readonly string[],
): {
  readonly field: SpecField | undefined;
  readonly rest: readonly string[];
} {
  const field = fieldAt(fields, names.join('.'));
  return { field, rest: names.slice(field?.path.split('.').length ?? 0) };
}

/** Returns every written change that can affect an environment or what the application has once, as written. */
export function writtenReasons(written: WrittenChanges, environment: string | undefined, hide: Hide): string[] {
  return written.flatMap((difference) => {
    const { path, before, after } = difference;
    const isElsewhere = environment !== undefined && fieldsFor(difference, environment) === undefined;
    return isElsewhere ? [] : [pathChangeText({ path, before, after, isOrdered: true }, hide)];
  });
}
