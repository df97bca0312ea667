import { type Json, suggestion } from '@goldenpath/extension';
import type { ArgumentSchema, ArgumentType, BlockSchema, NestedSchema } from './schema';

/** The position in a file. */
export type Path = readonly (string | number)[];

/** What is wrong with an argument. */
export interface ValueProblem {
  readonly path: Path;
  /** @default the value */
  readonly at?: 'key';
  readonly message: string;
  readonly remedy: string;
}

/** Arguments that the provider has and that a person cannot set or that have no effect. */
const NOT_SET: ReadonlySet<string> = new Set(['id', 'tags_all', 'etag']);

const NAMES: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  bool: 'true or false',
  list: 'a list',
  set: 'a list',
  map: 'a mapping',
  object: 'a mapping',
};

/** Returns what is wrong with the arguments of an override of a resource, by the schema of its provider. */
export function argumentProblems(args: { readonly [name: string]: Json }, schema: BlockSchema, path: Path) {
  return Object.entries(args)
    .filter(([name]) => name !== 'lifecycle')
    .flatMap(([name, value]) => argumentProblem(value, name, schema, path))
    .concat(ignoredProblems(args['lifecycle'], schema, [...path, 'lifecycle', 'ignore_changes']));
}

/** Terraform has to change what is secret, and what follows from other arguments. */
function ignoredProblems(lifecycle: Json | undefined, schema: BlockSchema, path: Path): ValueProblem[] {
  const names = (Object(lifecycle) as { readonly ignore_changes?: readonly string[] }).ignore_changes ?? [];
  return names.flatMap((name, index) => {
    const known = kindOf(schema, name);
    const isArgument =
      known !== undefined && ('attributes' in known || (isSettable(name, known) && !isSecret(name, known)));
    return isArgument ? [] : [unknown(name, schema, [...path, index])];
  });
}

function kindOf({ attributes, blocks = {} }: BlockSchema, name: string): ArgumentSchema | NestedSchema | undefined {
  if (Object.hasOwn(attributes, name)) return attributes[name];
  return Object.hasOwn(blocks, name) ? blocks[name] : undefined;
}

function unknown(name: string, { attributes, blocks = {} }: BlockSchema, path: Path): ValueProblem {
  const names = Object.entries(attributes).flatMap(([each, schema]) =>
    isSettable(each, schema) && !isSecret(each, schema) ? [each] : [],
  );
  return {
    path,
    message: `\`${name}\` is not an argument here.`,
    remedy: suggestion(name, [...names, ...Object.keys(blocks)].toSorted()),
    ...(typeof path.at(-1) === 'string' && { at: 'key' }),
  };
}

function isSettable(name: string, { required, optional }: ArgumentSchema): boolean {
  return (required === true || optional === true) && !NOT_SET.has(name);
}

function argumentProblem(value: Json, name: string, schema: BlockSchema, path: Path): ValueProblem[] {
  const at = [...path, name];
  const known = kindOf(schema, name);
  if (known === undefined) return [unknown(name, schema, at)];
  if ('attributes' in known) return blockProblems(value, name, known, at);
  const problem = (message: string, remedy: string): ValueProblem[] => [{ path: at, message, remedy }];
  if (!isSettable(name, known))
    return [{ path: at, at: 'key', message: `\`${name}\` is computed: nothing sets it.`, remedy: 'Remove it.' }];
  if (isSecret(name, known))
    return problem(
      `\`${name}\` is a secret or decides when one changes. An override cannot set it.`,
      'Remove it: Golden Path makes the secrets, and their values are in no file.',
    );
  if (value === null)
    return known.required === true ? problem(`\`${name}\` is required.`, 'Write a value instead of null.') : [];
  const wrong = typeProblems(value, known.type, at);
  return wrong.length > 0 ? wrong : choiceProblems(value, name, known, at);
}

/** The elements of a list are the choices, or the value itself is one. */
function choiceProblems(value: Json, name: string, { enum: choices }: ArgumentSchema, path: Path): ValueProblem[] {
  if (choices === undefined) return [];
  const isList = Array.isArray(value);
  return (isList ? (value as readonly Json[]) : [value]).flatMap((each, index) =>
    choices.some((choice) => choice === each)
      ? []
      : [
          {
            path: isList ? [...path, index] : path,
            message: `${JSON.stringify(each)} is not a value of \`${name}\`.`,
            remedy: suggestion(String(each), choices.map(String)),
          },
        ],
  );
}

function isSecret(name: string, { sensitive, writeOnly }: ArgumentSchema): boolean {
  return sensitive === true || writeOnly === true || name.endsWith('_wo_version');
}

function blockProblems(value: Json, name: string, schema: NestedSchema, path: Path): ValueProblem[] {
  const problem = (at: Path, message: string, remedy: string) => [{ path: at, message, remedy }];
  if (value === null)
    return problem(path, `\`${name}\` is a block, and null removes no block.`, 'Write the block as it should be.');
  const isList = Array.isArray(value);
  const blocks: readonly Json[] = isList ? (value as readonly Json[]) : [value];
  if (blocks.length === 0) return problem(path, `\`${name}\` has no block.`, 'Write at least one.');
  if (schema.maxItems !== undefined && blocks.length > schema.maxItems)
    return problem(
      path,
      `\`${name}\` has ${blocks.length} blocks, and at most ${schema.maxItems} are allowed.`,
      'Remove some.',
    );
  return blocks.flatMap((block, index) => {
    const at = isList ? [...path, index] : path;
    if (typeof block !== 'object' || block === null || Array.isArray(block))
      return problem(at, `\`${name}\` is a block: a mapping with arguments.`, 'Write a mapping, or a list of them.');
    const args = block as { readonly [name: string]: Json };
    const required = Object.entries(schema.attributes).filter(
      ([each, { required: is }]) => is === true && !Object.hasOwn(args, each),
    );
    return [
      ...required.flatMap(([each]) =>
        problem(at, `The block \`${name}\` has no \`${each}\`.`, 'Add it: a block replaces the one that was there.'),
      ),
      ...Object.entries(args).flatMap(([each, item]) => argumentProblem(item, each, schema, at)),
    ];
  });
}

function typeProblems(value: Json, type: ArgumentType, path: Path): ValueProblem[] {
  if (type === 'dynamic') return [];
  const [kind, element] = typeof type === 'string' ? [type, undefined] : type;
  if (!isOfKind(value, kind)) return [wrongType(value, kind, path)];
  if (element === undefined) return [];
  if (Array.isArray(value))
    return value.flatMap((item: Json, index) => typeProblems(item, element as ArgumentType, [...path, index]));
  return Object.entries(value as { readonly [name: string]: Json }).flatMap(([name, item]) => {
    const fields = kind === 'object' ? (element as { readonly [field: string]: ArgumentType }) : undefined;
    if (fields === undefined) return typeProblems(item, element as ArgumentType, [...path, name]);
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (field !== undefined) return typeProblems(item, field, [...path, name]);
    return [
      {
        path: [...path, name],
        message: `\`${name}\` is not a field here.`,
        remedy: suggestion(name, Object.keys(fields)),
      },
    ];
  });
}

function isOfKind(value: Json, kind: string): boolean {
  if (kind === 'list' || kind === 'set') return Array.isArray(value);
  if (kind === 'map' || kind === 'object') return typeof value === 'object' && value !== null && !Array.isArray(value);
  return typeof value === (kind === 'bool' ? 'boolean' : kind);
}

function wrongType(value: Json, kind: string, path: Path): ValueProblem {
  const isScalar = typeof value === 'number' || typeof value === 'boolean';
  const expected = NAMES[kind] ?? kind;
  return {
    path,
    message: `\`${path.findLast((step) => typeof step === 'string')}\` is not ${expected}.`,
    remedy: kind === 'string' && isScalar ? 'Write the text in quotes.' : `Write ${expected}.`,
  };
}
