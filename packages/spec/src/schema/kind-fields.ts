import { type KindDefinition, nearMiss, type Registry } from '@goldenpath/extension';
import { COMMON } from './compose';

/**
 * Returns the fields that kinds name and none of their parts has, and the required fields that kinds leave out, as sentences. `order` can name
 * any field: kinds share it.
 */
export function misnamedFields(kinds: readonly KindDefinition[], { partsOf }: Registry): string[] {
  return kinds.flatMap((kind) => {
    const parts = partsOf(kind.name).flatMap(({ fields }) => fields ?? []);
    const known = parts.flatMap(({ properties }) => Object.keys(properties));
    const required = parts.flatMap((part) => part.required ?? []);
    const { fields = {}, without = [], optional = [] } = kind;
    return [
      ...unknown(kind, 'fields', Object.keys(fields), [...Object.keys(COMMON.properties), ...known]),
      ...unknown(kind, 'without', without, known),
      ...unknown(kind, 'optional', optional, known),
      ...without
        .filter((field) => required.includes(field) && !optional.includes(field))
        .map((field) => `The kind ${kind.name} is \`without\` the field \`${field}\`, which its part requires.`),
    ];
  });
}

function unknown(
  { name }: KindDefinition,
  option: 'fields' | 'without' | 'optional',
  named: readonly string[],
  known: readonly string[],
): string[] {
  return named
    .filter((field) => !known.includes(field))
    .map((field) => {
      const near = nearMiss(field, known);
      const sentence = `\`${option}\` of the kind ${name} names the field ${JSON.stringify(field)}, which none of its parts has`;
      return near === undefined ? `${sentence}.` : `${sentence}: did you mean \`${near}\`?`;
    });
}
