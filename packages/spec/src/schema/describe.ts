import type { ErrorObject } from 'ajv';
import type { SourceDocument } from '../document/source-document';
import { nearMiss } from '../near-miss';
import type { Kind } from '../types/app';
import type { Diagnostic, Path } from '../types/diagnostic';
import { formatPath, pathOfPointer } from './paths';
import { patternInWords } from './patterns';
import { fieldsOf, type JsonSchema, KINDS } from './schemas';
import { SEED_NAMES } from './seed-names';

interface Subject {
  readonly document: SourceDocument;
  readonly error: ErrorObject;
  readonly path: Path;
  /** The path as a person reads it, in backticks. */
  readonly name: string;
  readonly kind: Kind | undefined;
}

type Description = Omit<Diagnostic, 'location'> & { readonly path?: Path; readonly at?: 'key' | 'value' };

const DESCRIBERS: Readonly<Record<string, (subject: Subject) => Description>> = {
  required: describeMissing,
  additionalProperties: describeUnknown,
  propertyNames: describeKey,
  type: describeType,
  enum: describeChoice,
  const: describeChoice,
  pattern: describePattern,
  anyOf: describeUnion,
};

/** Turns one finding of the schema validator into what a person is told: what, where, what was expected. */
export function describeSchemaError(document: SourceDocument, error: ErrorObject, kind: Kind | undefined): Diagnostic {
  const path = pathOfPointer(error.instancePath, document.value);
  const subject = { document, error, path, kind, name: path.length === 0 ? 'The file' : `\`${formatPath(path)}\`` };
  const { path: found = path, at, ...rest } = (DESCRIBERS[error.keyword] ?? describeLimit)(subject);
  return { ...rest, location: document.locate(found, at) };
}

function describeMissing({ error, path, name }: Subject): Description {
  const field = String(error.params['missingProperty']);
  const schema = (error.parentSchema as JsonSchema | undefined)?.properties?.[field];
  const about = typeof schema?.['description'] === 'string' ? ` ${schema['description']}` : '';
  return {
    rule: 'missing-field',
    message: path.length === 0 ? `\`${field}\` is missing.` : `${name} lacks \`${field}\`.`,
    remedy: `Add \`${field}\`${path.length === 0 ? '' : ` below ${name}`}.${about}`,
  };
}

function describeUnknown({ error, path, kind }: Subject): Description {
  const field = String(error.params['additionalProperty']);
  const known = Object.keys((error.parentSchema as JsonSchema | undefined)?.properties ?? {});
  const here = [...path, field];
  const owners = path.length === 0 && kind !== undefined ? KINDS.filter((other) => fieldsOf(other).includes(field)) : [];
  if (owners.length > 0)
    return {
      rule: 'field-of-another-kind',
      message: `\`${field}\` does not belong to the kind ${kind}.`,
      remedy: `Remove it, or choose a kind that has it: ${owners.join(', ')}.`,
      path: here,
      at: 'key',
    };
  const meant = SEED_NAMES[field] ?? nearMiss(field, known);
  return {
    rule: 'unknown-field',
    message: `\`${field}\` is unknown here${meant === undefined ? '' : `: did you mean \`${meant}\`?`}${meant === undefined ? '.' : ''}`,
    remedy: meant === undefined ? `Known here: ${known.join(', ') || 'nothing'}.` : `Write \`${meant}\`, or remove it.`,
    path: here,
    at: 'key',
  };
}

function describeKey({ error, path }: Subject): Description {
  const key = String(error.params['propertyName']);
  const pattern = String((error.schema as JsonSchema | undefined)?.['pattern'] ?? '');
  return {
    rule: 'bad-name',
    message: `${JSON.stringify(key)} cannot be a name here.`,
    remedy: `Use ${patternInWords(pattern)}.`,
    path: [...path, key],
    at: 'key',
  };
}

function describeType({ error, name }: Subject): Description {
  const expected = [error.params['type']].flat().map((type) => TYPE_WORDS[String(type)] ?? String(type));
  const quoted = expected.includes(TYPE_WORDS['string'] ?? '') && isScalar(error.data);
  return {
    rule: 'wrong-type',
    message: `${name} must be ${expected.join(' or ')}, but is ${valueInWords(error.data)}.`,
    remedy: quoted ? `Put it in quotes: "${String(error.data)}".` : `Write ${expected.join(' or ')}.`,
  };
}

function describeChoice({ error, name }: Subject): Description {
  const choices = [error.params['allowedValues'] ?? error.params['allowedValue']].flat().map(String);
  const near = typeof error.data === 'string' ? nearMiss(error.data, choices) : undefined;
  return {
    rule: 'not-a-choice',
    message: `${name} cannot be ${valueInWords(error.data)}.`,
    remedy: near === undefined ? `Use one of: ${choices.join(', ')}.` : `Did you mean \`${near}\`? It is one of: ${choices.join(', ')}.`,
  };
}

function describePattern({ error, name }: Subject): Description {
  return {
    rule: 'bad-format',
    message: `${name} cannot be ${valueInWords(error.data)}.`,
    remedy: `Use ${patternInWords(String(error.params['pattern']))}.`,
  };
}

function describeUnion({ name }: Subject): Description {
  return { rule: 'no-form-fits', message: `${name} fits none of its forms.`, remedy: 'See the errors beside this one.' };
}

function describeLimit({ error, name }: Subject): Description {
  return {
    rule: error.keyword === 'uniqueItems' ? 'repeated-value' : 'out-of-range',
    message: `${name} is out of its range: it ${LIMIT_WORDS[error.keyword]?.(error) ?? error.message ?? error.keyword}.`,
    remedy: typeof error.data === 'number' ? `It is ${error.data}.` : 'Change it so that it does.',
  };
}

const LIMIT_WORDS: Readonly<Record<string, (error: ErrorObject) => string>> = {
  minimum: ({ params }) => `must be at least ${params['limit']}`,
  maximum: ({ params }) => `must be at most ${params['limit']}`,
  minLength: ({ params }) => `must have at least ${params['limit']} character(s)`,
  maxLength: ({ params, data }) => `must have at most ${params['limit']} characters, and has ${String(data).length}`,
  minItems: ({ params }) => `must have at least ${params['limit']} item(s)`,
  maxItems: ({ params }) => `must have at most ${params['limit']} items`,
  uniqueItems: ({ params }) => `must not repeat itself: items ${params['j'] + 1} and ${params['i'] + 1} are the same`,
};

const TYPE_WORDS: Readonly<Record<string, string>> = {
  string: 'text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  object: 'a mapping of fields to values',
  array: 'a list',
  null: 'empty',
};

/** What a person wrote, in words: never more than a glimpse of it. */
export function valueInWords(value: unknown): string {
  if (value === null) return 'empty';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a mapping';
  if (typeof value !== 'string') return String(value);
  return `the text ${JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value)}`;
}

function isScalar(value: unknown): boolean {
  return typeof value === 'number' || typeof value === 'boolean';
}
