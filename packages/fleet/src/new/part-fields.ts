import {
  type AnyPart,
  type FieldQuestion,
  type JsonSchema,
  type KindDefinition,
  type PartFields,
  type Registry,
} from '@goldenpath/extension';

/** A field of a part that `new` asks for. */
export interface PartField {
  readonly question: FieldQuestion;
  readonly schema: JsonSchema;
  /** Whether a spec must have it, or one with its optional group. */
  readonly isRequired: boolean;
  /** The group that it belongs to, if specs of the kind can leave that out. */
  readonly optionalGroup?: OptionalGroup;
}

/** A group of fields that specs of a kind can leave out. */
export interface OptionalGroup {
  readonly name: string;
  /** One sentence about it. */
  readonly description: string;
}

/**
 * Returns the fields of a part that `new` asks for: those with questions, then other required fields.
 *
 * @param kind - The kind of the spec. @default any
 */
export function partFields(part: AnyPart, kind?: KindDefinition): PartField[] {
  const { fields, questions = [], description } = part;
  if (fields === undefined) return [];
  const required = requiredPaths(fields);
  const isAsked = (path: readonly string[]) => questions.some((question) => keyOf(question.path) === keyOf(path));
  const others = required.filter((path) => !isAsked(path)).map((path) => questionOf(path, fields));
  return [...questions, ...others].map((question) => {
    const [name = ''] = question.path;
    return {
      question,
      schema: schemaAt(fields, question.path) ?? {},
      isRequired: required.some((path) => keyOf(path) === keyOf(question.path)),
      ...(kind?.optional?.includes(name) === true && { optionalGroup: { name, description } }),
    };
  });
}

/** Returns the parts of a kind, in the kind's order. */
export function partsInOrder({ parts }: KindDefinition, registry: Registry): AnyPart[] {
  return parts.flatMap((name) => registry.part(name) ?? []);
}

/** Returns the schema of a field of any part; `undefined` when no part has it. */
export function schemaOfField(parts: readonly AnyPart[], path: readonly string[]): JsonSchema | undefined {
  for (const { fields } of parts) {
    const schema = fields && schemaAt(fields, path);
    if (schema !== undefined) return schema;
  }
  return undefined;
}

function questionOf(path: readonly string[], fields: PartFields): FieldQuestion {
  const description = schemaAt(fields, path)?.['description'];
  const said = typeof description === 'string' ? `: ${description.replace(/\.$/, '')}` : '';
  return { path, message: `${path.join('.')}${said}` };
}

/** Returns the paths of required fields, including required fields of required objects. */
function requiredPaths(fields: PartFields): string[][] {
  return (fields.required ?? []).flatMap((name) => leavesAt([name], fields));
}

function leavesAt(path: readonly string[], fields: PartFields): string[][] {
  const { properties, required = [] } = schemaAt(fields, path) ?? {};
  if (properties === undefined || required.length === 0) return [[...path]];
  return required.flatMap((name) => leavesAt([...path, name], fields));
}

function schemaAt({ properties, definitions = {} }: PartFields, path: readonly string[]): JsonSchema | undefined {
  const resolve = (schema: JsonSchema | undefined): JsonSchema | undefined => {
    const name = schema?.$ref?.replace(/^#\/definitions\//, '');
    return name === undefined ? schema : resolve(definitions[name]);
  };
  return path.reduce<JsonSchema | undefined>((schema, name) => resolve(schema?.properties?.[name]), { properties });
}

function keyOf(path: readonly string[]): string {
  return path.join('.');
}
