import type { JsonSchema, KindDefinition, Registry } from '@goldenpath/extension';
import { kindSchema, type LoadedFleet, missingInWords, mistakesInWords } from '@goldenpath/spec';
import type { FleetContext } from '../context';
import { type Candidate, withField } from '../new/candidate';
import { loadPossiblyInvalid } from '../new/draft-spec';
import { type Field, fieldsOf, isGroup } from '../new/fields';
import { commonQuestion, suggestionFor } from '../new/questions';
import type { FleetForms, FormField, KindForm } from './types';

/**
 * Returns the forms for new applications: the questions of `new`, with the constraints of the schema and the words of `validate`.
 *
 * @throws InvalidFleetError when the platform file or an extension is invalid.
 */
export async function fleetForms(context: FleetContext): Promise<FleetForms> {
  const loaded = await loadPossiblyInvalid(context);
  const { platform, registry } = loaded;
  return {
    organisation: platform.organisation,
    teams: platform.teams,
    environments: platform.environments.map(({ name }) => name),
    backstage: platform.backstage,
    defaultBranch: platform.repositories.defaultBranch,
    visibility: platform.repositories.visibility,
    kinds: registry.kinds.map((kind) => formOf(kind, loaded)),
  };
}

function formOf(kind: KindDefinition, loaded: LoadedFleet): KindForm {
  const { registry } = loaded;
  const schema = kindSchema(kind.name, registry);
  const fields = fieldsOf({ kind: kind.name }, registry).filter(
    (field) => field.path.join('.') !== 'kind' && !isGroup(field.schema),
  );
  return {
    kind: kind.name,
    title: (kind.summary ?? kind.description).replace(/\.$/, ''),
    description: kind.description,
    template: kind.template ?? `${kind.name}-template`,
    hasRepository: registry.partsOf(kind.name).some(({ scaffold }) => scaffold !== undefined),
    fields: withExamples(fields).map(([field, example]) => fieldOf(field, example, schema, loaded)),
  };
}

/** Adds to each field the proposal that an example application would get. */
function withExamples(fields: readonly Field[]): [field: Field, example: string | undefined][] {
  let draft: Candidate = { name: 'user-service' };
  return fields.map((field) => {
    const example = suggestionFor(field, draft);
    if (example !== undefined) draft = withField(draft, field.path, field.read(example));
    // In an optional group, a proposal would add the group.
    const isShown = typeof field.question?.suggestion === 'function' || field.optionalGroup !== undefined;
    return [field, isShown ? example : undefined];
  });
}

function fieldOf(field: Field, example: string | undefined, kind: JsonSchema, loaded: LoadedFleet): FormField {
  const { path, question, optionalGroup } = field;
  const isInOptionalGroup = optionalGroup !== undefined;
  const name = path.join('.');
  const written = schemaAt(kind, path) ?? field.schema;
  const schema = withProposal(sortedNames(written, name, loaded.registry), field);
  const common = commonQuestion(name, loaded);
  const choices = CHOICES[name] ?? question?.choices;
  return {
    path,
    label: question?.message ?? common?.message ?? name,
    schema,
    isRequired: field.isRequired && !isInOptionalGroup,
    ...(isInOptionalGroup && field.isRequired && { isInOptionalGroup }),
    ...(example !== undefined && { example }),
    ...(choices !== undefined && { choices }),
    ...(question?.none !== undefined && { none: question.none }),
    ...(question?.unless !== undefined && { unless: question.unless }),
    mistakes: mistakesInWords(name, written),
    missing: missingInWords(path, written),
  };
}

const CHOICES: Readonly<Record<string, FormField['choices']>> = { owner: 'teams', environments: 'environments' };

function withProposal(schema: JsonSchema, { question, optionalGroup }: Field): JsonSchema {
  const suggestion = optionalGroup === undefined ? question?.suggestion : undefined;
  return typeof suggestion === 'string' ? { ...schema, default: suggestion } : schema;
}

/** Names that the platform file adds to are not in an order that means something, as sizes are. They are sorted. */
function sortedNames(schema: JsonSchema, name: string, { parts }: Registry): JsonSchema {
  const choices = schema['enum'];
  if (!Array.isArray(choices) || !parts.some(({ moreChoices = {} }) => Object.hasOwn(moreChoices, name))) return schema;
  return { ...schema, enum: choices.map(String).sort() };
}

function schemaAt(schema: JsonSchema, path: readonly string[]): JsonSchema | undefined {
  return path.reduce<JsonSchema | undefined>((inner, name) => inner?.properties?.[name], schema);
}
