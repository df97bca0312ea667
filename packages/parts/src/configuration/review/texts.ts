import type { OwnVariables } from '../types';

/** The variables that only some containers have, each after the name of its pods or its container. */
export function textsOf(owner: string, own: OwnVariables | undefined): Record<string, string> {
  const expanded = (own?.expanded ?? []).map(({ name, value }) => [name, value] as const);
  const values = [...Object.entries(own?.variables ?? {}), ...expanded];
  return Object.fromEntries(values.map(([name, value]) => [`${owner}.${name}`, value]));
}
