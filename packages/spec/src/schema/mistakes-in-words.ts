import { count, type JsonSchema } from '@goldenpath/extension';
import { patternInWords } from './patterns';

/**
 * Returns the errors of `validate` for a field in advance, by the keyword of the schema that a value breaks. They are written for the
 * `errorMessage` of a form, so that a form says what the command line says.
 *
 * @param name - The path of the field, such as `database.name`.
 * @param schema - The schema of the field, without references.
 * @returns Texts in which `${0}` is the value as JSON.
 */
export function mistakesInWords(name: string, schema: JsonSchema): Record<string, string> {
  return Object.fromEntries(
    Object.keys(schema).flatMap((keyword) => {
      const words = WORDS[keyword]?.(`\`${name}\``, schema);
      return words === undefined ? [] : [[keyword, words.join(' ')]];
    }),
  );
}

/** Returns the error of `validate` for a missing field. */
export function missingInWords(path: readonly string[], schema: JsonSchema): string {
  const field = path.at(-1) ?? '';
  const above = path.slice(0, -1).join('.');
  const about = typeof schema['description'] === 'string' ? ` ${schema['description']}` : '';
  const choices = Array.isArray(schema['enum']) ? ` It is one of: ${schema['enum'].join(', ')}.` : '';
  const message = above === '' ? `\`${field}\` is missing.` : `\`${above}\` lacks \`${field}\`.`;
  return `${message} Add \`${field}\`${above === '' ? '' : ` below \`${above}\``}.${about}${choices}`;
}

type Words = readonly [message: string, remedy: string];

const WORDS: Readonly<Record<string, (name: string, schema: JsonSchema) => Words | undefined>> = {
  pattern: (name, { pattern }) => [`${name} cannot be the text \${0}.`, `Use ${patternInWords(String(pattern))}.`],
  enum: (name, { enum: choices }) => [
    `${name} cannot be the text \${0}.`,
    `Use one of: ${[choices].flat().map(String).join(', ')}.`,
  ],
  minimum: (name, schema) => range(name, schema, `at least ${String(schema['minimum'])}`),
  maximum: (name, schema) => range(name, schema, `at most ${String(schema['maximum'])}`),
  minLength: (name, { minLength }) =>
    minLength === 1
      ? [`${name} is empty.`, 'Write something.']
      : [`${name} must have at least ${count(minLength, 'character')}.`, 'Make it longer.'],
  maxLength: (name, { maxLength }) => [
    `${name} must have at most ${count(maxLength, 'character')}.`,
    'Make it shorter.',
  ],
  minItems: (name, { minItems }) => [`${name} must have at least ${count(minItems, 'item')}.`, 'Add what is missing.'],
  maxItems: (name, { maxItems }) => [`${name} must have at most ${count(maxItems, 'item')}.`, 'Remove some.'],
  type: (name, { type }) => {
    const words = TYPES[String(type)];
    return words === undefined ? undefined : [`${name} must be ${words}.`, `Write ${words}.`];
  },
};

function range(name: string, { minimum, maximum }: JsonSchema, bound: string): Words {
  return [
    `${name} must be ${bound}, but is \${0}.`,
    `Use a whole number from ${String(minimum)} to ${String(maximum)}.`,
  ];
}

const TYPES: Readonly<Record<string, string>> = {
  string: 'text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
};
