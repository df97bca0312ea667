import { builtInRegistry } from '@goldenpath/parts';
import {
  type AnyPart,
  type FieldQuestion,
  type JsonSchema,
  type KindDefinition,
  type Registry,
  valueAt,
} from '@goldenpath/extension';
import { type Candidate, withField } from './candidate';
import { type OptionalGroup, type PartField, partFields, partsInOrder } from './part-fields';
import { readList, readValue } from './read-value';

/** A spec field that `new` asks for. */
export interface Field {
  readonly path: readonly string[];
  /** Its flag: `--storage-size <size>`, or `--set queue.name=…`. */
  readonly flag: string;
  /** The key of the value in commander: `storageSize`; `undefined` for `--set`. */
  readonly key?: string;
  readonly help: string;
  /** Whether a spec must have it, or one with its optional group. */
  readonly isRequired: boolean;
  /** The group that it belongs to, if specs of the kind can leave that out. */
  readonly optionalGroup?: OptionalGroup;
  /** Parses the value of the field from text. */
  readonly read: (text: string) => unknown;
  /** The question for a field of a part. Common fields have their own questions. */
  readonly question?: FieldQuestion;
  readonly schema: JsonSchema;
}

const text = (given: string) => given;

/** Common fields that are asked first. */
const FIRST: readonly Field[] = [
  common(
    'kind',
    '--kind <kind>',
    `${builtInRegistry.kinds.map(({ name }) => name).join(', ')}, or a kind of an extension`,
    true,
  ),
  common('name', '--name <name>', 'name of the application and of its folder', true),
  common('description', '--description <text>', 'purpose, in one line', true),
  common('owner', '--owner <team>', 'team that owns it', true),
  {
    ...common('environments', '--environments <names>', 'environments, separated by commas (default: all)'),
    read: readList,
    schema: { type: 'array' },
  },
];

/** Common fields that are asked last. */
const LAST: readonly Field[] = [
  {
    ...common('risk', '--risk <risk>', 'impact of a loss or a leak: low, medium or high (default: medium)'),
    schema: { enum: ['low', 'medium', 'high'], default: 'medium' },
  },
];

function common(name: string, flag: string, help: string, isRequired = false): Field {
  return { path: [name], key: name, flag, help, isRequired, read: text, schema: {} };
}

/** Returns the fields of a candidate's kind, in the order of questions and of the file. Without a kind, returns the common fields. */
export function fieldsOf({ kind }: Candidate, registry: Registry): Field[] {
  const known = registry.kind(String(kind));
  const parts = known === undefined ? [] : partsInOrder(known, registry);
  return [...FIRST, ...parts.flatMap((part) => fieldsOfPart(part, known)), ...LAST];
}

/** Returns the fields of all kinds, each once. */
export function allFields(registry: Registry): Field[] {
  const parts = new Set(registry.kinds.flatMap((kind) => partsInOrder(kind, registry)));
  return [...FIRST, ...[...parts].flatMap((part) => fieldsOfPart(part)), ...LAST];
}

/** Returns the missing required fields as flags: `--owner`, `--set queue.name=…`. */
export function missingFlags(candidate: Candidate, registry: Registry): string[] {
  return fieldsOf(candidate, registry)
    .filter((field) => isMissing(field, candidate) && !isGroup(field.schema))
    .map(shownFlag);
}

/** Returns whether a required field has no answer. A field of an optional group is required once the group has any answer. */
export function isMissing({ isRequired, optionalGroup, path }: Field, candidate: Candidate): boolean {
  if (optionalGroup !== undefined && valueAt(candidate, [optionalGroup.name]) === undefined) return false;
  return isRequired && valueAt(candidate, path) === undefined;
}

/** Adds an empty group for each required group without required fields. */
export function withEmptyGroups(candidate: Candidate, registry: Registry): Candidate {
  return fieldsOf(candidate, registry)
    .filter((field) => isMissing(field, candidate) && isGroup(field.schema))
    .reduce((filled, { path }) => withField(filled, path, {}), candidate);
}

/** Returns whether a field has nested fields. */
export function isGroup({ properties }: JsonSchema): boolean {
  return properties !== undefined;
}

/** Returns a flag without its placeholder, if the field has its own flag. */
export function shownFlag({ flag, key }: Field): string {
  return key === undefined ? flag : (flag.split(' ')[0] ?? flag);
}

function fieldsOfPart(part: AnyPart, kind?: KindDefinition): Field[] {
  // The flags of a command are defined before a fleet and its extensions are loaded.
  const hasFlags = builtInRegistry.part(part.name) !== undefined;
  return partFields(part, kind).map((field) => fieldOf(field, hasFlags));
}

function fieldOf({ question, schema, isRequired, optionalGroup }: PartField, hasFlag: boolean): Field {
  const { path, help } = question;
  const own = hasFlag ? (question.flag ?? flagOf(path, schema)) : undefined;
  const description = schema['description'];
  return {
    path,
    flag: own ?? `--set ${path.join('.')}=…`,
    ...(own !== undefined && { key: keyOf(own) }),
    help: help ?? (typeof description === 'string' ? description : question.message),
    isRequired,
    ...(optionalGroup !== undefined && { optionalGroup }),
    read: (given) => readValue(given, schema),
    question,
    schema,
  };
}

function flagOf(path: readonly string[], { type }: JsonSchema): string {
  const flag = `--${path.join('-').replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
  if (type === 'boolean') return flag;
  const value = type === 'integer' || type === 'number' ? 'number' : type === 'array' ? 'names' : path.at(-1);
  return `${flag} <${value}>`;
}

/** Returns the key that commander derives from a flag. */
function keyOf(flag: string): string {
  const [long = ''] = flag.slice('--'.length).split(' ');
  return long.replaceAll(/-([a-z])/g, (_match, letter: string) => letter.toUpperCase());
}
