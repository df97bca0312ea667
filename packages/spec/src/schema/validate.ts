import type { ErrorObject, ValidateFunction } from 'ajv';
import {
  type Diagnostic,
  isMap,
  nearMiss,
  type Registry,
  type SourceDocument,
  valueInWords,
} from '@goldenpath/extension';
import type { WrittenAppSpec } from '../types/app';
import { type AppSchema, appSchemaOf, platformSchemaOf } from './app-schema';
import { describeSchemaError } from './describe';
import type { CheckedAgainst } from './description';
import { PLATFORM_DEFINITION } from './schemas';
import { type SoundPart, soundPart } from './sound-part';
import { tellingErrors } from './telling-errors';
import { validatorOf } from './validator-of';

/** Errors per file at most. */
const MAX_ERRORS = 100;

/** The path of an accepted rule. */
const ACCEPTED_RULE = /^\/accept\/[0-9]+\/rule$/;

/** The result of checking a spec against the schema of its kind. */
export interface ValidatedApp {
  readonly diagnostics: readonly Diagnostic[];
  /** The part that rules can check; absent when nothing is known about the spec, not even its kind. */
  readonly sound?: SoundPart;
}

/** Checks a document against the schema of its kind and returns all errors. */
export function validateApp(document: SourceDocument, registry: Registry): ValidatedApp {
  const schemas = appSchemaOf(registry);
  if (!isMap(document.value)) return { diagnostics: [notAMapping(document, 'kind: stateless-app')] };
  const key = keyOfKind(document.value);
  const { [key]: written, ...fields } = document.value;
  const kind = typeof written === 'string' ? meantKind(written, schemas) : undefined;
  const wrongKind = [
    ...(key === 'kind' ? [] : [misspeltKind(document, key)]),
    ...(kind !== undefined && written === kind ? [] : [kindDiagnostic(document, key, written, schemas)]),
  ];
  if (kind === undefined) return { diagnostics: wrongKind };
  const check = validatorOf(schemas.schema, schemas.definitions.get(kind) ?? kind);
  const value = { ...fields, kind };
  const errors = errorsOf(check, value);
  if (errors.length === 0)
    return { diagnostics: wrongKind, sound: { written: value as unknown as WrittenAppSpec, faults: [] } };
  const sound = soundPart(value, check);
  const described = describeAll(document, errors, { schema: schemas.schema, app: { kind, schemas } });
  return { diagnostics: [...wrongKind, ...described], ...(sound !== undefined && { sound }) };
}

/**
 * Checks a platform document against the platform's schema.
 *
 * @param hasAllRules - False when the registry lacks extensions. Any rule may then be accepted.
 */
export function validatePlatform(document: SourceDocument, registry: Registry, hasAllRules = true): Diagnostic[] {
  if (!isMap(document.value)) return [notAMapping(document, 'organisation: my-company')];
  const schema = platformSchemaOf(registry);
  const errors = errorsOf(validatorOf(schema, PLATFORM_DEFINITION), document.value);
  const counted = hasAllRules ? errors : errors.filter(({ instancePath }) => !ACCEPTED_RULE.test(instancePath));
  return describeAll(document, counted, { schema });
}

function errorsOf(check: ValidateFunction, value: unknown): ErrorObject[] {
  return check(value) ? [] : (check.errors ?? []);
}

function describeAll(document: SourceDocument, errors: readonly ErrorObject[], against: CheckedAgainst): Diagnostic[] {
  const telling = tellingErrors(errors);
  const described = telling.slice(0, MAX_ERRORS).map((error) => describeSchemaError(document, error, against));
  const more = telling.length - described.length;
  return [...withoutEchoes(described), ...(more > 0 ? [moreMistakes(document, more)] : [])];
}

/** Removes duplicates: an error under an anchor is found once for each alias. */
function withoutEchoes(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const seen = new Set<string>();
  return diagnostics.filter(({ rule, remedy, location }) => {
    const key = JSON.stringify([rule, remedy, location?.line, location?.column]);
    return !seen.has(key) && seen.add(key);
  });
}

function moreMistakes(document: SourceDocument, more: number): Diagnostic {
  return {
    rule: 'more-mistakes',
    message: `${document.file} has ${more} more ${more === 1 ? 'mistake' : 'mistakes'} that are not listed.`,
    remedy: 'Correct the first ones and look again.',
    location: document.locate([]),
  };
}

function meantKind(written: string, { kinds }: AppSchema): string | undefined {
  return kinds.find((kind) => kind === written) ?? nearMiss(written, kinds);
}

/** Returns the key that was written for `kind`. Without a kind, nothing else in the file can be checked. */
function keyOfKind(value: Readonly<Record<string, unknown>>): string {
  if (Object.hasOwn(value, 'kind')) return 'kind';
  return Object.keys(value).find((key) => nearMiss(key, ['kind']) !== undefined) ?? 'kind';
}

function misspeltKind(document: SourceDocument, key: string): Diagnostic {
  return {
    rule: 'unknown-field',
    message: `\`${key}\` is unknown here: did you mean \`kind\`?`,
    remedy: 'Write `kind`.',
    location: document.locate([key], 'key'),
  };
}

function kindDiagnostic(document: SourceDocument, key: string, written: unknown, { kinds }: AppSchema): Diagnostic {
  const location = document.locate([key]);
  const list = kinds.join(', ');
  if (written === undefined)
    return {
      rule: 'missing-field',
      message: '`kind` is missing.',
      remedy: `Say which golden path it takes: ${list}.`,
      location,
    };
  const near = typeof written === 'string' ? nearMiss(written, kinds) : undefined;
  return {
    rule: 'unknown-kind',
    message: `\`kind\` cannot be ${valueInWords(written)}.`,
    remedy: near === undefined ? `Use one of: ${list}.` : `Did you mean \`${near}\`? It is one of: ${list}.`,
    location,
  };
}

function notAMapping(document: SourceDocument, example: string): Diagnostic {
  const empty = document.value === null || document.value === undefined;
  return {
    rule: empty ? 'empty-file' : 'wrong-type',
    message: empty ? `${document.file} says nothing.` : `${document.file} is not a mapping of fields to values.`,
    remedy: `Write fields, such as \`${example}\`.`,
    location: document.locate([]),
  };
}
