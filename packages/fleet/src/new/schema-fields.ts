import { UserError } from '@goldenpath/errors';
import type { AnyPart, JsonSchema, Registry } from '@goldenpath/extension';
import { answerOf, type Candidate, withField } from './candidate';
import { FIELDS, list, number } from './fields';
import type { Question } from './questions';

/** A field that a kind requires and that has no flag of its own. */
export interface SchemaField {
  readonly path: readonly string[];
  readonly schema: JsonSchema;
}

/** The fields that a candidate's kind requires and that have no flag of their own, in the order of its parts. */
export function schemaFields({ kind }: Candidate, registry: Registry): SchemaField[] {
  return registry
    .partsOf(String(kind))
    .flatMap((part) =>
      requiredIn(part.fields ?? { properties: {} }, [], part).filter(({ path }) => !hasFlag(path[0] ?? '')),
    );
}

/** Flags for the fields that are still missing, such as `--set queue.days=…`. */
export function missingSetFlags(candidate: Candidate, registry: Registry): string[] {
  return schemaFields(candidate, registry)
    .filter(({ path, schema }) => !isGroup(schema) && answerOf(candidate, path) === undefined)
    .map(({ path }) => `--set ${path.join('.')}=…`);
}

/** A candidate with an empty group for each that its kind requires and that needs nothing in it. */
export function withEmptyGroups(candidate: Candidate, registry: Registry): Candidate {
  return schemaFields(candidate, registry)
    .filter(({ path, schema }) => isGroup(schema) && answerOf(candidate, path) === undefined)
    .reduce((filled, { path }) => withField(filled, path, {}), candidate);
}

/**
 * A candidate with the values of `--set`.
 *
 * @param set - Each as `queue.days=3`.
 * @throws UserError where one is not of that form.
 */
export function withSetFields(candidate: Candidate, set: readonly string[], registry: Registry): Candidate {
  return set.reduce((filled, text) => {
    const [, field = '', value = ''] = /^([A-Za-z][\w.]*)=(.*)$/s.exec(text) ?? [];
    if (field === '')
      throw new UserError(
        `\`--set ${text}\` does not name a field and a value.`,
        'Write the field, `=` and the value, such as `--set queue.days=3`.',
      );
    const path = field.split('.');
    return withField(filled, path, readValue(value, schemaAt(path, filled, registry)));
  }, candidate);
}

/** The value that a text means for a field. What does not fit stays text: the check of the spec says what was expected. */
export function readValue(text: string, schema: JsonSchema | undefined): unknown {
  switch (schema?.['type']) {
    case 'integer':
    case 'number':
      return number(text);
    case 'boolean':
      return { true: true, false: false }[text] ?? text;
    case 'array':
      return list(text);
    default:
      return text;
  }
}

/** The question for a field, from what its schema says. */
export function schemaQuestion({ path, schema }: SchemaField): Question {
  const description = typeof schema['description'] === 'string' ? schema['description'].replace(/\.$/, '') : '';
  const message = description === '' ? path.join('.') : `${path.join('.')}: ${description}`;
  const { default: value, enum: choices } = schema as { readonly default?: unknown; readonly enum?: unknown };
  if (schema['type'] === 'boolean') return { type: 'yes-or-no', message, default: value === true };
  const fallback = value === undefined ? {} : { default: String(value) };
  if (!Array.isArray(choices)) return { type: 'text', message, ...fallback };
  return { type: 'one', message, choices: choices.map((choice) => ({ value: String(choice) })), ...fallback };
}

const PLACEHOLDERS: Readonly<Record<string, unknown>> = { boolean: false, array: [], object: {}, string: 'x' };

/** A value of the type that a schema says: another mistake in it is reported at the field, and not for the spec. */
export function placeholderOf(schema: JsonSchema): unknown {
  const [first] = Array.isArray(schema['enum']) ? (schema['enum'] as readonly unknown[]) : [];
  return schema['default'] ?? first ?? PLACEHOLDERS[String(schema['type'])] ?? schema['minimum'] ?? 1;
}

function hasFlag(field: string): boolean {
  return FIELDS.some(({ path }) => path[0] === field);
}

function requiredIn(
  { properties = {}, required = [] }: Pick<JsonSchema, 'properties' | 'required'>,
  path: readonly string[],
  part: AnyPart,
): SchemaField[] {
  return required.flatMap((name) => {
    const schema = resolved(properties[name], part);
    const field = { path: [...path, name], schema };
    const inner = isGroup(schema) ? requiredIn(schema, field.path, part) : [];
    return inner.length === 0 ? [field] : inner;
  });
}

function schemaAt(path: readonly string[], { kind }: Candidate, registry: Registry): JsonSchema | undefined {
  for (const part of registry.partsOf(String(kind))) {
    const root: JsonSchema = { properties: part.fields?.properties ?? {} };
    const found = path.reduce<JsonSchema | undefined>(
      (schema, step) => schema && resolvedOrNone(schema.properties?.[step], part),
      root,
    );
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Whether a field has fields of its own. */
export function isGroup({ properties }: JsonSchema): boolean {
  return properties !== undefined;
}

function resolvedOrNone(schema: JsonSchema | undefined, part: AnyPart): JsonSchema | undefined {
  return schema && resolved(schema, part);
}

function resolved(schema: JsonSchema | undefined, { fields }: AnyPart): JsonSchema {
  const name = schema?.$ref?.replace('#/definitions/', '');
  return (name === undefined ? schema : fields?.definitions?.[name]) ?? {};
}
