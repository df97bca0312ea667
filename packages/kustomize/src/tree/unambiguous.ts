import { isList, isMap, mapOf } from './json';
import { below, elementsByKey, listStrategy, usableKeys } from './merge-keys';
import type { SchemaPath } from './merge-keys';
import type { Json } from './types';

/**
 * Removes lists whose elements kustomize cannot distinguish. Any merge into the object would lose some of them, so the base must not
 * contain such a list.
 */
export function unambiguous(value: Json, schemaPath: SchemaPath): Json | undefined {
  if (isMap(value)) {
    return mapOf(
      Object.entries(value).flatMap(([field, item]): [string, Json][] => {
        const kept = unambiguous(item, below(schemaPath, field));
        return kept === undefined ? [] : [[field, kept]];
      }),
    );
  }
  return isList(value) ? unambiguousList(value, schemaPath) : value;
}

function unambiguousList(list: readonly Json[], schemaPath: SchemaPath): Json | undefined {
  const strategy = listStrategy(schemaPath);
  if (strategy.type !== 'keyed') return list;
  const keys = usableKeys(strategy.keys, list);
  if (keys === undefined || elementsByKey(list, keys) === undefined) return undefined;
  return list.map((element) => unambiguous(element, schemaPath) ?? null);
}
