import { isMap, type JsonMap, quote, type StackOverride, suggestion } from '@goldenpath/extension';
import { numberProblems } from '../hand-patches/numbers';
import type { FormProblem } from '../hand-patches/read-patch';

type Resources = StackOverride['resources'];

/** The resources of a file with overrides, or what is wrong with its form. */
export type ReadOverride = { readonly resources: Resources } | { readonly problems: readonly FormProblem[] };

const FORM = 'Write `resource`, in it the type of a resource, in that its name, and in that its arguments.';

/** What Terraform has beside resources. An override adds none of it. */
const OTHER_BLOCKS: ReadonlySet<string> = new Set(
  'terraform provider variable output locals module data ephemeral moved import removed check action list'.split(' '),
);

/** Arguments that Terraform reads itself, and that take expressions or code. */
const META_ARGUMENTS: Readonly<Record<string, string>> = {
  count: 'The spec decides how many resources there are.',
  for_each: 'The spec decides how many resources there are.',
  depends_on: 'Golden Path decides the order. Terraform does not allow it in an override either.',
  provider: 'The platform file decides the account and the region.',
  provisioner: 'An override runs no program.',
  connection: 'An override connects to nothing.',
  dynamic: 'Write the blocks themselves.',
};

const LIFECYCLE = ['create_before_destroy', 'ignore_changes', 'prevent_destroy'];

/** Reads the content of a file with overrides. */
export function readOverride(value: unknown): ReadOverride {
  const ofForm = formProblems(value);
  const known = new Set(ofForm.map(({ path }) => JSON.stringify(path)));
  const problems = [
    ...ofForm,
    ...[...expressionProblems(value, []), ...numberProblems(value)].filter(
      ({ path }) => !known.has(JSON.stringify(path)),
    ),
  ];
  if (problems.length > 0) return { problems };
  return { resources: (value as { readonly resource: Resources }).resource };
}

function problem(path: FormProblem['path'], message: string, remedy: string, at?: 'key'): FormProblem[] {
  return [{ path, message, remedy, ...(at !== undefined && { at }) }];
}

function formProblems(value: unknown): FormProblem[] {
  if (!isMap(value)) return problem([], 'This is not an override.', FORM);
  const { resource, ...others } = value;
  const unknown = Object.keys(others).flatMap((field) => unknownField(field));
  if (!hasContent(resource)) return unknown.length > 0 ? unknown : problem([], 'The override has no resources.', FORM);
  const ofResources = Object.entries(resource).flatMap(([type, named]) => {
    if (!hasContent(named)) return problem(['resource', type], `${quote(type)} has no name of a resource.`, FORM);
    return Object.entries(named).flatMap(([name, args]) => resourceProblems(args, ['resource', type, name]));
  });
  return [...unknown, ...ofResources];
}

function unknownField(field: string): FormProblem[] {
  return OTHER_BLOCKS.has(field)
    ? problem([field], `An override cannot have the block \`${field}\`.`, 'It changes resources. Remove it.', 'key')
    : problem([field], `\`${field}\` is not a field of an override.`, suggestion(field, ['resource']), 'key');
}

function hasContent(value: unknown): value is JsonMap {
  return isMap(value) && Object.keys(value).length > 0;
}

function resourceProblems(args: unknown, path: readonly string[]): FormProblem[] {
  if (!hasContent(args)) return problem(path, `${quote(path.slice(1).join('.'))} has no arguments.`, FORM);
  return Object.entries(args).flatMap(([name, value]) => {
    const remedy = Object.hasOwn(META_ARGUMENTS, name) ? META_ARGUMENTS[name] : undefined;
    if (remedy !== undefined) return problem([...path, name], `An override cannot set \`${name}\`.`, remedy, 'key');
    return name === 'lifecycle' ? lifecycleProblems(value, [...path, name]) : [];
  });
}

function lifecycleProblems(value: unknown, path: readonly string[]): FormProblem[] {
  if (!hasContent(value)) return problem(path, '`lifecycle` is not a mapping.', `It has ${LIFECYCLE.join(', ')}.`);
  return Object.entries(value).flatMap(([name, setting]) => {
    const at = [...path, name];
    if (!LIFECYCLE.includes(name))
      return problem(at, `An override cannot set \`lifecycle.${name}\`.`, suggestion(name, LIFECYCLE), 'key');
    if (name !== 'ignore_changes')
      return typeof setting === 'boolean'
        ? []
        : problem(at, `\`${name}\` is not true or false.`, 'Write true or false.');
    const isNames = Array.isArray(setting) && setting.every((each) => /^[a-z][a-z0-9_]*$/.test(String(each)));
    return isNames
      ? []
      : problem(at, '`ignore_changes` is not a list of arguments.', 'Name each argument: `all` is not allowed.');
  });
}

/** Terraform evaluates what is in `${}` and `%{}`, in names as in values: it could read a file or a secret. */
function expressionProblems(value: unknown, path: FormProblem['path']): FormProblem[] {
  const remedy = 'Write the value itself. An override has no expressions, references or templates.';
  if (typeof value === 'string')
    return /[$%]\{/.test(value) ? problem(path, 'The text contains an expression of Terraform.', remedy) : [];
  if (Array.isArray(value)) return value.flatMap((item: unknown, index) => expressionProblems(item, [...path, index]));
  if (!isMap(value)) return [];
  return Object.entries(value).flatMap(([name, item]) =>
    /[$%]\{/.test(name)
      ? problem([...path, name], 'The name contains an expression of Terraform.', remedy, 'key')
      : expressionProblems(item, [...path, name]),
  );
}
