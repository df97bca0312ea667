/** A value that refers to other variables, which Kubernetes replaces when a container starts. */
export interface ExpandedVariable {
  readonly name: string;
  readonly value: string;
}

/** `$(NAME)`, and `$$(NAME)` for the text `$(NAME)`. Both have this meaning only if a variable has the name. */
const REFERENCE = /(\$?)\$\(([A-Za-z_][A-Za-z0-9_]*)\)/g;

/** Returns the names that a value refers to. */
export function referencesIn(value: string): string[] {
  return [...value.matchAll(REFERENCE)].flatMap(([, escape, name = '']) => (escape === '' ? [name] : []));
}

/**
 * Splits variables into plain ones, for a ConfigMap, and those with references. The latter are sorted after the variables that they refer
 * to, because Kubernetes expands an entry of `env` from earlier entries and from `envFrom`.
 *
 * @param namesOf - Returns the names of all variables of the container. `$(OTHER)` with any other name is plain text.
 */
export function splitVariables(
  variables: Readonly<Record<string, string>>,
  namesOf: () => readonly string[],
): {
  readonly plain: Readonly<Record<string, string>>;
  readonly expanded: readonly ExpandedVariable[];
} {
  // Few applications have a value that could be a reference.
  if (!Object.values(variables).some((value) => value.includes('$('))) return { plain: variables, expanded: [] };
  const known = new Set(namesOf());
  const isExpanded = ([, value]: readonly [string, string]) => matchesIn(value, known).length > 0;
  const entries = Object.entries(variables);
  const referring = Object.fromEntries(entries.filter(isExpanded));
  const expanded = inOrder(referring).map((name) => ({ name, value: escaped(referring[name] ?? '', known) }));
  return { plain: Object.fromEntries(entries.filter((entry) => !isExpanded(entry))), expanded };
}

function matchesIn(value: string, known: ReadonlySet<string>): RegExpExecArray[] {
  return [...value.matchAll(REFERENCE)].filter(([, , name = '']) => known.has(name));
}

/** Sorts names after the names that they refer to. */
function inOrder(referring: Readonly<Record<string, string>>): string[] {
  const ordered = new Set<string>();
  const open = new Set<string>();
  const add = (name: string) => {
    if (ordered.has(name) || open.has(name) || !Object.hasOwn(referring, name)) return;
    open.add(name);
    for (const other of referencesIn(referring[name] ?? '')) add(other);
    ordered.add(name);
  };
  for (const name of Object.keys(referring)) add(name);
  return [...ordered];
}

/** Returns a text as Kubernetes reads it in `env`, where `$$` is a `$`. */
export function literal(text: string): string {
  return text.replaceAll('$', '$$$$');
}

/** Every `$` is doubled but that of a reference. */
function escaped(value: string, known: ReadonlySet<string>): string {
  let end = 0;
  const parts = matchesIn(value, known).map((match) => {
    const before = value.slice(end, match.index);
    end = match.index + match[0].length;
    return literal(before) + match[0];
  });
  return [...parts, literal(value.slice(end))].join('');
}

/** Returns the names in a cycle of references that starts at a name; nothing without a cycle. */
export function circleFrom(name: string, variables: Readonly<Record<string, string>>): string[] | undefined {
  const seen = new Set<string>();
  const follow = (from: string, way: readonly string[]): string[] | undefined => {
    for (const next of referencesIn(Object.hasOwn(variables, from) ? (variables[from] ?? '') : '')) {
      if (next === name) return [...way, next];
      if (seen.has(next)) continue;
      seen.add(next);
      const circle = follow(next, [...way, next]);
      if (circle !== undefined) return circle;
    }
    return undefined;
  };
  return follow(name, [name]);
}
