/** A value that refers to other variables. Kubernetes puts their values in when a container starts. */
export interface ExpandedVariable {
  readonly name: string;
  readonly value: string;
}

/** `$(NAME)`, and `$$(NAME)`, which is the text `$(NAME)`. Either is a reference only where a variable has the name. */
const REFERENCE = /(\$?)\$\(([A-Z_][A-Z0-9_]*)\)/g;

/** The names that a value refers to. */
export function referencesIn(value: string): string[] {
  return [...value.matchAll(REFERENCE)].flatMap(([, escape, name = '']) => (escape === '' ? [name] : []));
}

/**
 * Splits variables into plain ones, for a ConfigMap, and those that refer to others. The latter come after what they refer to: Kubernetes
 * expands an entry of `env` from the entries before it and from `envFrom`.
 *
 * @param known - Names of all variables of the container. `$(OTHER)` is text, and stays as it is.
 */
export function splitVariables(
  variables: Readonly<Record<string, string>>,
  known: ReadonlySet<string>,
): {
  readonly plain: Readonly<Record<string, string>>;
  readonly expanded: readonly ExpandedVariable[];
} {
  const isExpanded = ([, value]: readonly [string, string]) => matchesIn(value, known).length > 0;
  const entries = Object.entries(variables);
  const referring = Object.fromEntries(entries.filter(isExpanded));
  const expanded = inOrder(referring).map((name) => ({ name, value: escaped(referring[name] ?? '', known) }));
  return { plain: Object.fromEntries(entries.filter((entry) => !isExpanded(entry))), expanded };
}

function matchesIn(value: string, known: ReadonlySet<string>): RegExpExecArray[] {
  return [...value.matchAll(REFERENCE)].filter(([, , name = '']) => known.has(name));
}

/** Names in the order that each comes after those that it refers to. */
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

/** Kubernetes reads `$$` as `$` in an entry of `env`: every other `$` is doubled, so that it arrives as it was written. */
function escaped(value: string, known: ReadonlySet<string>): string {
  let end = 0;
  const parts = matchesIn(value, known).map((match) => {
    const before = value.slice(end, match.index);
    end = match.index + match[0].length;
    return before.replaceAll('$', '$$$$') + match[0];
  });
  return [...parts, value.slice(end).replaceAll('$', '$$$$')].join('');
}

/** The names on a circle of references that begins at a name; nothing where there is none. */
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
