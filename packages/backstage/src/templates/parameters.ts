import type { FleetForms, FormField, KindForm } from '@goldenpath/fleet';
import { type Property, propertyOf } from './property';

/** A page of a form. */
interface Page {
  readonly title: string;
  readonly [keyword: string]: unknown;
}

/** The fields that say whose the application is: the first page. */
const IDENTITY = new Set(['name', 'description', 'owner']);

/** Returns the pages of a form: what the application is, and how it runs. */
export function parametersOf({ fields }: KindForm, forms: FleetForms): Page[] {
  const isIdentity = ({ path }: FormField) => IDENTITY.has(path.join('.'));
  const pages: readonly (readonly [string, readonly FormField[]])[] = [
    ['What it is', fields.filter(isIdentity)],
    ['How it runs', fields.filter((field) => !isIdentity(field))],
  ];
  return pages.map(([title, own]) => ({ title, ...objectOf(own, forms) }));
}

/** Returns the schema of an object with these fields. Fields of a group are properties of an object of their own. */
function objectOf(fields: readonly FormField[], forms: FleetForms, depth = 0): Property {
  const names = [...new Set(fields.map(({ path }) => path[depth] ?? ''))];
  const conditional = fields.filter((field) => conditionOf(field, fields) !== undefined);
  const isConditional = (name: string) => conditional.some(({ path }) => path[depth] === name);
  const inName = (name: string) => fields.filter(({ path }) => path[depth] === name);
  const properties = names
    .filter((name) => !isConditional(name))
    .map((name): [string, Property] => [name, memberOf(name, inName(name), forms, depth)]);
  const required = names.filter((name) => !isConditional(name) && inName(name).some(({ isRequired }) => isRequired));
  const missing = required.map((name): [string, string] => [name, missingOf(inName(name))]);
  const dependencies = { ...dependenciesOf(conditional, fields, forms), ...togetherIn(fields, depth) };
  return {
    type: 'object',
    ...(required.length > 0 && { required, errorMessage: { required: Object.fromEntries(missing) } }),
    properties: Object.fromEntries(properties),
    ...(Object.keys(dependencies).length > 0 && { dependencies }),
  };
}

/** Fields of an optional group are required if one of them has a value. */
function togetherIn(fields: readonly FormField[], depth: number): Record<string, string[]> {
  const names = fields
    .filter(({ isInOptionalGroup, path }) => isInOptionalGroup === true && path.length === depth + 1)
    .map(({ path }) => path[depth] ?? '');
  return Object.fromEntries(names.map((name) => [name, names.filter((other) => other !== name)]));
}

function memberOf(name: string, fields: readonly FormField[], forms: FleetForms, depth: number): Property {
  const [field] = fields;
  if (field !== undefined && field.path.length === depth + 1) return propertyOf(field, forms);
  return { title: `${name.slice(0, 1).toUpperCase()}${name.slice(1)}`, ...objectOf(fields, forms, depth + 1) };
}

function missingOf([field]: readonly FormField[]): string {
  return field?.missing ?? '';
}

/** Returns the field whose additional choice asks for this field instead: `image` is asked for if nothing is built. */
function conditionOf({ unless = [] }: FormField, fields: readonly FormField[]): FormField | undefined {
  return fields.find(({ path, none }) => none !== undefined && unless.includes(path.join('.')));
}

function dependenciesOf(
  conditional: readonly FormField[],
  fields: readonly FormField[],
  forms: FleetForms,
): Record<string, Property> {
  return Object.fromEntries(
    fields.flatMap((field) => {
      const { path, none, schema } = field;
      const asked = conditional.filter((one) => conditionOf(one, fields) === field);
      if (none === undefined || asked.length === 0) return [];
      const name = path.join('.');
      const names = asked.map((one) => one.path.join('.'));
      const others = { properties: { [name]: { enum: schema['enum'] } } };
      const instead = {
        properties: {
          [name]: { enum: [none.value] },
          ...Object.fromEntries(asked.map((one) => [one.path.join('.'), propertyOf(one, forms)])),
        },
        required: names,
        errorMessage: { required: Object.fromEntries(asked.map((one) => [one.path.join('.'), one.missing])) },
      };
      return [[name, { oneOf: [others, instead] }]];
    }),
  );
}
