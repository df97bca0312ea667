import {
  type AnyPart,
  createRegistry,
  type JsonSchema,
  type Registry,
  type SourceDocument,
  valueAt,
} from '@goldenpath/extension';

/** A choice that a platform file adds to a field. */
interface Choice {
  readonly name: string;
  readonly description: string | undefined;
}

/**
 * Returns a registry whose fields also have the choices that the platform file adds, such as its `runtimes`. The schema, errors, editors
 * and `new` then know them.
 *
 * @returns The same registry where the platform file adds none.
 */
export function withPlatformChoices(registry: Registry, { value }: SourceDocument): Registry {
  let hasMore = false;
  const parts = registry.parts.map((part) => {
    const extended = extendedPart(part, value);
    hasMore ||= extended !== part;
    return extended;
  });
  return hasMore ? createRegistry([{ parts, kinds: registry.kinds }], registry.sources) : registry;
}

function extendedPart(part: AnyPart, platform: unknown): AnyPart {
  const { fields, moreChoices = {} } = part;
  if (fields === undefined) return part;
  const properties = Object.entries(moreChoices).flatMap(([field, from]) => {
    const schema = fields.properties[field];
    const choices = choicesIn(platform, from);
    return schema === undefined || choices.length === 0 ? [] : [[field, withChoices(schema, choices)] as const];
  });
  if (properties.length === 0) return part;
  return { ...part, fields: { ...fields, properties: { ...fields.properties, ...Object.fromEntries(properties) } } };
}

function choicesIn(platform: unknown, field: string): Choice[] {
  const named = valueAt(platform, [field]);
  if (typeof named !== 'object' || named === null || Array.isArray(named)) return [];
  return Object.keys(named).map((name) => {
    const description = valueAt(named, [name, 'description']);
    return { name, description: typeof description === 'string' ? description : undefined };
  });
}

function withChoices(schema: JsonSchema, choices: readonly Choice[]): JsonSchema {
  const before = (schema['enum'] ?? []) as readonly string[];
  const more = choices.filter(({ name }) => !before.includes(name));
  const described = choices.flatMap(({ name, description }) =>
    description === undefined ? [] : [`\`${name}\`: ${description.replace(/\.$/, '')}.`],
  );
  return {
    ...schema,
    enum: [...before, ...more.map(({ name }) => name)],
    ...(described.length > 0 && { description: [schema['description'], ...described].join(' ') }),
  };
}
