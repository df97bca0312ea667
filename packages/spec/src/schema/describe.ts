import type { ErrorObject } from 'ajv';
import {
  type Diagnostic,
  formatPath,
  type JsonSchema,
  quote,
  type SourceDocument,
  valueAt,
} from '@goldenpath/extension';
import { describeValue } from './describe-value';
import type { CheckedAgainst, Description, Subject } from './description';
import { hasField, knownFields, meantField, resolved } from './fields';
import { pathOfPointer } from './paths';
import { patternInWords } from './patterns';

/** Converts a finding of the schema validator to a diagnostic: what, where, and what was expected. */
export function describeSchemaError(document: SourceDocument, error: ErrorObject, against: CheckedAgainst): Diagnostic {
  const path = pathOfPointer(error.instancePath, document.value);
  const subject = {
    ...against,
    document,
    error,
    path,
    name: path.length === 0 ? 'The file' : `\`${formatPath(path)}\``,
  };
  const { path: found = path, at, ...rest } = describe(subject);
  return { ...rest, location: document.locate(found, at) };
}

function describe(subject: Subject): Description {
  switch (subject.error.keyword) {
    case 'required':
      return describeMissing(subject);
    case 'additionalProperties':
      return describeUnknown(subject);
    case 'propertyNames':
      return describeKey(subject);
    default:
      return describeValue(subject);
  }
}

function describeMissing({ error, path, name, schema: root }: Subject): Description {
  const field = String(error.params['missingProperty']);
  const schema = resolved((error.parentSchema as JsonSchema | undefined)?.properties?.[field], root);
  const about = typeof schema?.['description'] === 'string' ? ` ${schema['description']}` : '';
  const required = Array.isArray(schema?.['required']) ? schema['required'].map((inner) => `\`${inner}\``) : [];
  const needs = required.length === 0 ? '' : ` It needs ${required.join(' and ')}.`;
  const choices = Array.isArray(schema?.['enum']) ? ` It is one of: ${schema['enum'].join(', ')}.` : '';
  return {
    rule: 'missing-field',
    message: path.length === 0 ? `\`${field}\` is missing.` : `${name} lacks \`${field}\`.`,
    remedy: `Add \`${field}\`${path.length === 0 ? '' : ` below ${name}`}.${about}${needs}${choices}`,
  };
}

function describeUnknown(subject: Subject): Description {
  const { error, path, app } = subject;
  const field = String(error.params['additionalProperty']);
  const place = { path: [...path, field], at: 'key' as const };
  if (app !== undefined) {
    const { kind, schemas } = app;
    const general = path[0] === 'overrides' ? path.slice(2) : path;
    const elsewhere = path[0] === 'overrides' && hasField(schemas, kind, [...general, field]);
    if (elsewhere) return { ...describeGeneralField(subject, field), ...place };
    const owners = schemas.kinds.filter(
      (other) => other !== kind && general.length === 0 && hasField(schemas, other, [field]),
    );
    if (owners.length > 0 && !hasField(schemas, kind, [field]))
      return { ...describeForeignField(field, kind, owners), ...place };
  }
  const above = emptyFieldWith(subject, field);
  if (above !== undefined)
    return {
      rule: 'wrong-indentation',
      message: `\`${shortened(field)}\` is unknown here: it belongs below \`${above}\`.`,
      remedy: `Indent it by two spaces more than \`${above}\`.`,
      ...place,
    };
  const meant = meantField(error);
  const groups = meant === undefined ? groupsWith(subject, field) : [];
  if (groups.length === 1)
    return {
      rule: 'unknown-field',
      message: `\`${shortened(field)}\` is unknown here: it belongs below \`${groups[0]}\`.`,
      remedy: `Write \`${groups[0]}: { ${shortened(field)}: … }\`.`,
      ...place,
    };
  return {
    rule: 'unknown-field',
    message: `\`${shortened(field)}\` is unknown here${meant === undefined ? '.' : `: did you mean \`${meant}\`?`}`,
    remedy:
      meant === undefined
        ? `Known here: ${knownFields(error).join(', ') || 'nothing'}.`
        : `Write \`${meant}\`, or remove it.`,
    ...place,
  };
}

/** Finds an empty sibling that has a field with this name: its content was not indented. */
function emptyFieldWith({ document, error, path, schema: root }: Subject, field: string): string | undefined {
  const beside = valueAt(document.value, path);
  const { properties = {} } = (error.parentSchema ?? {}) as JsonSchema;
  return Object.entries(beside ?? {}).find(
    ([name, value]) => value === null && resolved(properties[name], root)?.properties?.[field] !== undefined,
  )?.[0];
}

/** Finds the groups beside a field that have one with its name. */
function groupsWith({ error, schema: root }: Subject, field: string): string[] {
  const { properties = {} } = (error.parentSchema ?? {}) as JsonSchema;
  return Object.keys(properties).filter(
    (name) => name !== 'overrides' && Object.hasOwn(resolved(properties[name], root)?.properties ?? {}, field),
  );
}

function describeForeignField(field: string, kind: string, owners: readonly string[]): Description {
  return {
    rule: 'field-of-another-kind',
    message: `\`${field}\` does not belong to the kind ${kind}.`,
    remedy: `Remove it, or choose a kind that has it: ${owners.join(', ')}.`,
  };
}

function describeGeneralField({ error }: Subject, field: string): Description {
  return {
    rule: 'same-everywhere',
    message: `\`${field}\` cannot differ between environments.`,
    remedy: `Say it outside \`overrides\`. What may differ here: ${knownFields(error).join(', ')}.`,
  };
}

function describeKey({ error, path }: Subject): Description {
  const key = String(error.params['propertyName']);
  const { pattern, maxLength } = (error.schema ?? {}) as JsonSchema;
  const isTooLong = typeof maxLength === 'number' && key.length > maxLength;
  return {
    rule: 'bad-name',
    message: isTooLong
      ? `The name ${quote(shortened(key))} has ${key.length} characters, and can have at most ${maxLength}.`
      : `${quote(key)} cannot be a name here.`,
    remedy: isTooLong ? 'Make it shorter.' : `Use ${patternInWords(String(pattern ?? ''))}.`,
    path: [...path, key],
    at: 'key',
  };
}

function shortened(field: string): string {
  return field.length > 60 ? `${field.slice(0, 60)}…` : field;
}
