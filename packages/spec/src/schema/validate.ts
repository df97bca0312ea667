import Ajv, { type ErrorObject, type ValidateFunction } from 'ajv';
import type { SourceDocument } from '../document/source-document';
import type { Kind } from '../types/app';
import type { Diagnostic } from '../types/diagnostic';
import { nearMiss } from '../near-miss';
import { describeSchemaError } from './describe';
import { APP_SCHEMA, type JsonSchema, KIND_DEFINITIONS, KINDS, PLATFORM_SCHEMA } from './schemas';

/** More than this many mistakes of one file are not listed: the first ones tell enough. */
const MAX_ERRORS = 100;

const validators = new Map<string, ValidateFunction>();

/** Checks a document against the schema of its kind: every mistake, where it is, what was expected. */
export function validateApp(document: SourceDocument): Diagnostic[] {
  if (!isRecord(document.value)) return [notAMapping(document, 'kind: stateless-app')];
  const written = document.value['kind'];
  const kind = typeof written === 'string' ? meantKind(written) : undefined;
  const wrongKind = written === kind ? [] : [kindDiagnostic(document, written)];
  if (kind === undefined) return wrongKind;
  const check = validator(APP_SCHEMA, `#/definitions/${KIND_DEFINITIONS.get(kind)}`);
  const errors = errorsOf(check, { ...document.value, kind });
  return [...wrongKind, ...describeAll(document, errors, kind)];
}

/** Checks a platform document against the platform's schema. */
export function validatePlatform(document: SourceDocument): Diagnostic[] {
  if (!isRecord(document.value)) return [notAMapping(document, 'organisation: my-company')];
  const errors = errorsOf(validator(PLATFORM_SCHEMA, '#/definitions/WrittenPlatform'), document.value);
  return describeAll(document, errors, undefined);
}

function validator(schema: JsonSchema, ref: string): ValidateFunction {
  let check = validators.get(ref);
  if (check === undefined) {
    const ajv = new Ajv({ allErrors: true, strict: false, verbose: true });
    check = ajv.compile({ ...schema, $id: ref, $ref: ref });
    validators.set(ref, check);
  }
  return check;
}

function errorsOf(check: ValidateFunction, value: unknown): ErrorObject[] {
  return check(value) ? [] : (check.errors ?? []);
}

function describeAll(document: SourceDocument, errors: readonly ErrorObject[], kind: Kind | undefined): Diagnostic[] {
  // A union's own error says nothing that the errors of its branches do not say better.
  const telling = errors.filter(({ keyword }) => keyword !== 'if');
  return telling.slice(0, MAX_ERRORS).map((error) => describeSchemaError(document, error, kind));
}

function meantKind(written: string): Kind | undefined {
  return KINDS.find((kind) => kind === written) ?? (nearMiss(written, KINDS) as Kind | undefined);
}

function kindDiagnostic(document: SourceDocument, written: unknown): Diagnostic {
  const location = document.locate(['kind']);
  const list = KINDS.join(', ');
  if (written === undefined)
    return { rule: 'missing-field', message: '`kind` is missing.', remedy: `Say which golden path it takes: ${list}.`, location };
  const near = typeof written === 'string' ? nearMiss(written, KINDS) : undefined;
  return {
    rule: 'unknown-kind',
    message: `${JSON.stringify(written)} is no kind of application.`,
    remedy: near === undefined ? `Use one of: ${list}.` : `Did you mean \`${near}\`?`,
    location,
  };
}

function notAMapping(document: SourceDocument, example: string): Diagnostic {
  return {
    rule: 'wrong-type',
    message: `${document.file} is not a mapping of fields to values.`,
    remedy: `Write fields, such as \`${example}\`.`,
    location: document.locate([]),
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
