import type { ErrorObject } from 'ajv';
import { count, type JsonSchema, nearMiss, quote, valueInWords } from '@goldenpath/extension';
import type { Description, Subject } from './description';
import { patternInWords } from './patterns';
import { choiceOfSeedValue } from './seed-names';

/** Describes what is wrong with a value: its type, its format or its size. */
export function describeValue(subject: Subject): Description {
  switch (subject.error.keyword) {
    case 'type':
      return describeType(subject);
    case 'enum':
    case 'const':
      return describeChoice(subject);
    case 'pattern':
      return describePattern(subject);
    case 'minimum':
    case 'maximum':
    case 'exclusiveMinimum':
    case 'exclusiveMaximum':
      return describeRange(subject);
    case 'multipleOf':
      return describePart(subject);
    case 'uniqueItems':
      return describeRepetition(subject);
    default:
      return describeLength(subject);
  }
}

const TYPE_WORDS: Readonly<Record<string, string>> = {
  string: 'text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  object: 'a mapping of fields to values',
  array: 'a list',
};

function describeType(subject: Subject): Description {
  const { error, name } = subject;
  const type = String(error.params['type']);
  return {
    rule: 'wrong-type',
    message: `${name} must be ${TYPE_WORDS[type] ?? type}, but is ${valueInWords(error.data)}.`,
    remedy: retyped(subject, type) ?? `Write ${TYPE_WORDS[type] ?? type}.`,
  };
}

/** Returns the value written as the expected type, if that is obvious. */
function retyped(subject: Subject, wanted: string): string | undefined {
  const { data } = subject.error;
  if (data === null) return 'Give it a value, or remove it.';
  if (wanted === 'string' && (typeof data === 'number' || typeof data === 'boolean'))
    return `Put it in quotes: "${asWritten(subject)}".`;
  if (typeof data !== 'string') return undefined;
  if (wanted === 'integer' && /^-?[0-9]{1,15}$/.test(data)) return `Write it without quotes: ${data}.`;
  if (wanted === 'boolean' && /^(true|yes|on)$/i.test(data)) return 'Write `true`, without quotes.';
  if (wanted === 'boolean' && /^(false|no|off)$/i.test(data)) return 'Write `false`, without quotes.';
  return wanted === 'array' && /^[\w./:-]{1,60}$/.test(data) ? `Write a list: [${data}].` : undefined;
}

/** Returns a number as written, because its parsed value can lack zeros. */
function asWritten({ document, path, error }: Subject): string {
  const { text, column, length } = document.locate(path);
  const written = text.slice(column - 1, column - 1 + length);
  return /\d/.test(written) && Number(written) === error.data ? written : String(error.data);
}

function describeChoice({ error, name }: Subject): Description {
  const choices = [error.params['allowedValues'] ?? error.params['allowedValue']].flat().map(String);
  const written = typeof error.data === 'string' ? error.data : undefined;
  const near = written === undefined ? undefined : (choiceOfSeedValue(written, choices) ?? nearMiss(written, choices));
  const list = choices.join(', ');
  return {
    rule: 'not-a-choice',
    message: `${name} cannot be ${valueInWords(error.data)}.`,
    remedy: near === undefined ? `Use one of: ${list}.` : `Did you mean \`${near}\`? It is one of: ${list}.`,
  };
}

function describePattern({ error, name }: Subject): Description {
  return {
    rule: 'bad-format',
    message: `${name} cannot be ${valueInWords(error.data)}.`,
    remedy: `Use ${patternInWords(String(error.params['pattern']))}.`,
  };
}

const BOUNDS: Readonly<Record<string, string>> = {
  minimum: 'at least',
  maximum: 'at most',
  exclusiveMinimum: 'above',
  exclusiveMaximum: 'below',
};

function describeRange({ error, name }: Subject): Description {
  const { type, minimum, maximum, exclusiveMinimum, exclusiveMaximum } = (error.parentSchema ?? {}) as JsonSchema;
  const kind = type === 'integer' ? 'a whole number' : 'a number';
  const range =
    exclusiveMinimum === undefined && exclusiveMaximum === undefined
      ? `from ${minimum} to ${maximum}`
      : [
          exclusiveMinimum === undefined ? `of at least ${minimum}` : `above ${exclusiveMinimum}`,
          exclusiveMaximum === undefined ? `of at most ${maximum}` : `below ${exclusiveMaximum}`,
        ].join(' and ');
  return {
    rule: 'out-of-range',
    message: `${name} must be ${BOUNDS[error.keyword]} ${error.params['limit']}, but is ${error.data}.`,
    remedy: `Use ${kind} ${range}.`,
  };
}

/** A number that must be whole, where a text is allowed as well. */
function describePart({ error, name }: Subject): Description {
  const unit = Number(error.params['multipleOf']);
  return {
    rule: 'out-of-range',
    message: `${name} must be ${unit === 1 ? 'a whole number' : `a multiple of ${unit}`}, but is ${error.data}.`,
    remedy: unit === 1 ? 'Leave out the fraction.' : `Use a multiple of ${unit}.`,
  };
}

function describeRepetition({ error, name, path }: Subject): Description {
  const [first, second] = [Number(error.params['j']), Number(error.params['i'])].sort((a, b) => a - b) as [
    number,
    number,
  ];
  const value: unknown = Array.isArray(error.data) ? error.data[second] : undefined;
  return {
    rule: 'repeated-value',
    message: `${name} says ${typeof value === 'string' ? quote(value) : 'the same'} twice: items ${first + 1} and ${second + 1}.`,
    remedy: 'Remove one of the two.',
    path: [...path, second],
  };
}

function describeLength({ error, name }: Subject): Description {
  return { rule: 'out-of-range', ...(LENGTHS[error.keyword]?.(error, name) ?? unforeseen(error, name)) };
}

type Words = Pick<Description, 'message' | 'remedy'>;

const LENGTHS: Readonly<Record<string, (error: ErrorObject, name: string) => Words>> = {
  minLength: ({ params, data }, name) =>
    data === ''
      ? { message: `${name} is empty.`, remedy: 'Write something.' }
      : {
          message: `${name} must have at least ${count(params['limit'], 'character')}, but has ${String(data).length}.`,
          remedy: 'Make it longer.',
        },
  maxLength: ({ params, data }, name) => ({
    message: `${name} must have at most ${count(params['limit'], 'character')}, but has ${String(data).length}.`,
    remedy: 'Make it shorter.',
  }),
  minItems: ({ params, data }, name) => ({
    message: `${name} must have at least ${count(params['limit'], 'item')}, but has ${itemsOf(data)}.`,
    remedy: 'Add what is missing.',
  }),
  maxItems: ({ params, data }, name) => ({
    message: `${name} must have at most ${count(params['limit'], 'item')}, but has ${itemsOf(data)}.`,
    remedy: 'Remove some.',
  }),
};

function itemsOf(data: unknown): string {
  const { length } = data as readonly unknown[];
  return length === 0 ? 'none' : String(length);
}

function unforeseen({ message, keyword }: ErrorObject, name: string): Words {
  return { message: `${name} ${message ?? `breaks ${keyword}`}.`, remedy: 'Change it so that it does not.' };
}
