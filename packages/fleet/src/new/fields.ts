import { builtInRegistry } from '@goldenpath/parts';
import type { AnyPart, FieldQuestion, JsonSchema, Registry } from '@goldenpath/extension';
import { answerOf, type Candidate, withField } from './candidate';
import { type PartField, partFields, partsInOrder } from './part-fields';
import { readList, readValue } from './read-value';

/** A field of the spec that `new` asks for. */
export interface Field {
  readonly path: readonly string[];
  /** How it is given on the command line: `--storage-size <size>`, or `--set queue.name=…`. */
  readonly flag: string;
  /** Where commander puts the value: `storageSize`; `undefined` for `--set`. */
  readonly key?: string;
  readonly help: string;
  readonly isRequired: boolean;
  /** Makes the value of the field from text. */
  readonly read: (text: string) => unknown;
  /** Of a field of a part; the fields of every spec have questions of their own. */
  readonly question?: FieldQuestion;
  readonly schema: JsonSchema;
}

const text = (given: string) => given;

/** Fields of every spec that are asked first. */
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

/** Fields of every spec that are asked last. */
const LAST: readonly Field[] = [
  {
    ...common('risk', '--risk <risk>', 'impact of a loss or a leak: low, medium or high (default: medium)'),
    schema: { enum: ['low', 'medium', 'high'], default: 'medium' },
  },
];

function common(name: string, flag: string, help: string, isRequired = false): Field {
  return { path: [name], key: name, flag, help, isRequired, read: text, schema: {} };
}

/** The fields of a candidate's kind, in the order that they are asked and written; those of every kind where it has none. */
export function fieldsOf({ kind }: Candidate, registry: Registry): Field[] {
  const known = registry.kind(String(kind));
  const parts = known === undefined ? [] : partsInOrder(known, registry);
  return [...FIRST, ...parts.flatMap(fieldsOfPart), ...LAST];
}

/** The fields of all kinds, each once. */
export function allFields(registry: Registry): Field[] {
  const parts = new Set(registry.kinds.flatMap((kind) => partsInOrder(kind, registry)));
  return [...FIRST, ...[...parts].flatMap(fieldsOfPart), ...LAST];
}

/** What a candidate still needs, as flags: `--owner`, `--set queue.name=…`. */
export function missingFlags(candidate: Candidate, registry: Registry): string[] {
  return fieldsOf(candidate, registry)
    .filter(({ isRequired, path, schema }) => isRequired && !isGroup(schema) && answerOf(candidate, path) === undefined)
    .map(shownFlag);
}

/** The candidate with an empty group for each that its kind requires and that requires nothing in it. */
export function withEmptyGroups(candidate: Candidate, registry: Registry): Candidate {
  return fieldsOf(candidate, registry)
    .filter(({ isRequired, path, schema }) => isRequired && isGroup(schema) && answerOf(candidate, path) === undefined)
    .reduce((filled, { path }) => withField(filled, path, {}), candidate);
}

/** Whether a field has fields of its own. */
export function isGroup({ properties }: JsonSchema): boolean {
  return properties !== undefined;
}

/** A flag without the name of its value, where it has a flag of its own. */
export function shownFlag({ flag, key }: Field): string {
  return key === undefined ? flag : (flag.split(' ')[0] ?? flag);
}

function fieldsOfPart(part: AnyPart): Field[] {
  // The flags of a command are known before a fleet and its extensions are loaded.
  const hasFlags = builtInRegistry.part(part.name) !== undefined;
  return partFields(part).map((field) => fieldOf(field, hasFlags));
}

function fieldOf({ question, schema, isRequired }: PartField, hasFlag: boolean): Field {
  const { path, help } = question;
  const own = hasFlag ? (question.flag ?? flagOf(path, schema)) : undefined;
  const description = schema['description'];
  return {
    path,
    flag: own ?? `--set ${path.join('.')}=…`,
    ...(own !== undefined && { key: keyOf(own) }),
    help: help ?? (typeof description === 'string' ? description : question.message),
    isRequired,
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

/** The key that commander makes of a flag. */
function keyOf(flag: string): string {
  const [long = ''] = flag.slice('--'.length).split(' ');
  return long.replaceAll(/-([a-z])/g, (_match, letter: string) => letter.toUpperCase());
}
