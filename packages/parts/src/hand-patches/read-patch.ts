import { isMap, type JsonMap, type ObjectPatch, type PatchOperation, type Problem } from '@goldenpath/extension';
import { numberProblems } from './numbers';

type Json = NonNullable<PatchOperation['value']>;

/** What is wrong with the form of a patch. */
export type FormProblem = Pick<Problem, 'path' | 'at' | 'message' | 'remedy'>;

/** A patch, or what is wrong with its form. */
export type ReadPatch = { readonly patch: ObjectPatch } | { readonly problems: readonly FormProblem[] };

const FORMS =
  'Write a part of an object with `apiVersion`, `kind` and `metadata.name`, or `target` and `patch` with a list of operations.';

const TARGET_FIELDS = ['group', 'version', 'kind', 'name'];

/** The fields of each operation besides `op` and `path`. */
const OPERATIONS: Readonly<Record<string, readonly string[]>> = {
  add: ['value'],
  copy: ['from'],
  move: ['from'],
  remove: [],
  replace: ['value'],
  test: ['value'],
};

/** Reads the content of a file in the folder of patches: a strategic merge patch, or a target with operations or a merge patch. */
export function readPatch(file: string, value: unknown): ReadPatch {
  if (Array.isArray(value)) return failed([], 'This is a list: a patch needs its `target`.', FORMS);
  if (!isMap(value)) return failed([], 'This is not a patch.', FORMS);
  const numbers = numberProblems(value);
  if (numbers.length > 0) return { problems: numbers };
  return Object.hasOwn(value, 'target') || Object.hasOwn(value, 'patch')
    ? withTarget(file, value)
    : mergeOfObject(file, value);
}

function failed(path: FormProblem['path'], message: string, remedy: string, at?: 'key'): ReadPatch {
  return { problems: [{ path, message, remedy, ...(at !== undefined && { at }) }] };
}

function mergeOfObject(file: string, value: JsonMap): ReadPatch {
  const { apiVersion, kind, metadata } = value;
  const name = isMap(metadata) ? metadata['name'] : undefined;
  if (typeof apiVersion !== 'string') return failed([], 'The patch has no `apiVersion`.', FORMS);
  if (typeof kind !== 'string') return failed([], 'The patch has no `kind`.', FORMS);
  if (typeof name !== 'string') return failed(['metadata'], 'The patch has no `metadata.name`.', FORMS);
  if (kind.endsWith('List'))
    return failed(['kind'], 'A patch is for one object.', 'Write each object in its own file.');
  const [version = '', group = ''] = apiVersion.split('/').reverse();
  if (value['$patch'] === 'delete')
    return failed(
      ['$patch'],
      `The patch deletes the ${kind} ${JSON.stringify(name)}.`,
      'A patch changes objects. The spec decides which there are.',
    );
  return { patch: { file, target: { group, version, kind, name }, merge: value as Record<string, Json> } };
}

function withTarget(file: string, value: JsonMap): ReadPatch {
  const { target, patch, ...others } = value;
  const [unknown] = Object.keys(others);
  if (unknown !== undefined)
    return failed([unknown], `\`${unknown}\` is not a field of a patch.`, 'A patch has `target` and `patch`.', 'key');
  if (!isMap(target))
    return failed(['target'], '`target` is not a mapping.', 'Write `kind`, and `name` for one object of that kind.');
  const wrong = Object.keys(target).find((field) => !TARGET_FIELDS.includes(field));
  if (wrong !== undefined) {
    const remedy = `A target has ${TARGET_FIELDS.map((field) => `\`${field}\``).join(', ')}. Selectors are not supported: name the object.`;
    return failed(['target', wrong], `\`${wrong}\` is not a field of a target.`, remedy, 'key');
  }
  const noText = Object.keys(target).find((field) => typeof target[field] !== 'string');
  if (noText !== undefined) return failed(['target', noText], `\`${noText}\` is not a text.`, 'Write a text.');
  if (typeof target['kind'] !== 'string')
    return failed(['target'], 'The target has no `kind`.', 'Write the kind of the object, such as `Deployment`.');
  const common = { file, target: target as ObjectPatch['target'], at: ['patch'] };
  if (isMap(patch)) return { patch: { ...common, merge: patch as Record<string, Json> } };
  if (!Array.isArray(patch))
    return failed(
      ['patch'],
      typeof patch === 'string' ? '`patch` is a text.' : 'The patch has no operations.',
      'Write `patch` as a list of operations, or as a part of an object, without `|`.',
    );
  if (patch.length === 0) return failed(['patch'], 'The patch has no operations.', 'Add one, or remove the file.');
  const problems = patch.flatMap((operation: unknown, index) => operationProblems(operation, ['patch', index]));
  return problems.length > 0 ? { problems } : { patch: { ...common, operations: patch as PatchOperation[] } };
}

function operationProblems(operation: unknown, path: readonly (string | number)[]): FormProblem[] {
  const problem = (field: string | undefined, message: string, remedy: string): FormProblem[] => [
    { path: field === undefined ? path : [...path, field], message, remedy },
  ];
  if (!isMap(operation)) return problem(undefined, 'This is not an operation.', 'Write `op`, `path` and `value`.');
  const { op } = operation;
  const known = Object.keys(OPERATIONS).join(', ');
  if (typeof op !== 'string' || !Object.hasOwn(OPERATIONS, op))
    return problem('op', `${JSON.stringify(op ?? null)} is not an operation.`, `Use one of: ${known}.`);
  const fields = ['path', ...(OPERATIONS[op] ?? [])];
  const missing = fields.find((field) => !Object.hasOwn(operation, field));
  if (missing !== undefined) return problem(undefined, `The operation \`${op}\` has no \`${missing}\`.`, 'Add it.');
  const wrong = Object.keys(operation).find((field) => field !== 'op' && !fields.includes(field));
  if (wrong !== undefined)
    return problem(wrong, `The operation \`${op}\` has no field \`${wrong}\`.`, `It has ${fields.join(' and ')}.`);
  const noText = ['path', 'from'].find((field) => fields.includes(field) && typeof operation[field] !== 'string');
  if (noText !== undefined)
    return problem(noText, `\`${noText}\` is not a text.`, 'Write a JSON pointer, such as `/spec`.');
  return [];
}
