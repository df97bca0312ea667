import { changeText, isList, isSecretName, type Json, valueText } from '@goldenpath/extension';
import { HIDDEN } from '../secrets/mask';

/** Masks secrets in a value before it is shown and before it is cut. */
export type Hide = (value: Json) => Json;

interface PathChange {
  readonly path: string;
  readonly before: Json;
  readonly after: Json;
  /** Whether the order of a list is significant. For other lists, additions and removals are shown. */
  readonly isOrdered: boolean;
}

/** `replicas 2 → 4`, or `uses adds orders-api`. */
export function pathChangeText({ path, before, after, isOrdered }: PathChange, hide: Hide): string {
  if (!isOrdered && (isList(before) || isList(after))) return namesText(path, listOf(before), listOf(after), hide);
  const shown = isSecretName(path) ? hideWhole : hide;
  return `${path} ${changeText(shown(before), shown(after))}`;
}

function namesText(path: string, before: readonly Json[], after: readonly Json[], hide: Hide): string {
  const come = after.filter((name) => !before.includes(name));
  const gone = before.filter((name) => !after.includes(name));
  const texts = [
    ...(come.length > 0 ? [`adds ${valueText(hide(come))}`] : []),
    ...(gone.length > 0 ? [`drops ${valueText(hide(gone))}`] : []),
  ];
  return `${path} ${texts.length === 0 ? 'in another order' : texts.join(', ')}`;
}

function listOf(value: Json): readonly Json[] {
  return isList(value) ? value : [];
}

function hideWhole(value: Json): Json {
  return value === null ? null : HIDDEN;
}
