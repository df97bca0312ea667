import {
  acceptsPlainSecret,
  type AppContext,
  type Path,
  PLAIN_SECRET,
  plainSecretProblem,
  type Problem,
  type Rule,
  secretFormsInText,
  secretsOfVariable,
  type SourceDocument,
} from '@goldenpath/extension';

/** Finds secrets by their form in any field of a spec. Parts check their own fields further. */
export const specHoldsNoSecret: Rule<AppContext> = {
  name: PLAIN_SECRET,
  check: ({ document, spec }) =>
    secretsOfDocument(document).filter(
      ({ path: [first, second] }) =>
        !acceptsPlainSecret(spec, first === 'overrides' && second !== undefined ? String(second) : undefined),
    ),
};

/** The same for the platform file. */
export const platformHoldsNoSecret: Rule<{ readonly document: SourceDocument }> = {
  name: PLAIN_SECRET,
  check: ({ document }) => secretsOfDocument(document),
};

function secretsOfDocument({ value }: SourceDocument): Problem[] {
  return texts(value, []).flatMap(([path, text]): Problem[] => {
    const last = path.at(-1) ?? '';
    const parent = path.at(-2) ?? '';
    // Software in the cluster reads annotations, as programs read variables.
    const [found] = parent === 'annotations' ? secretsOfVariable(String(last), text) : secretFormsInText(text);
    if (found === undefined) return [];
    const isItem = typeof last === 'number';
    const where = isItem ? `${parent}[${last}]` : last;
    return [{ path, at: isItem ? 'value' : 'key', ...plainSecretProblem(where, found) }];
  });
}

function texts(value: unknown, path: Path): (readonly [Path, string])[] {
  if (typeof value === 'string') return [[path, value]];
  if (Array.isArray(value)) return value.flatMap((item: unknown, index) => texts(item, [...path, index]));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => texts(item, [...path, key]));
}
