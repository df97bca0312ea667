import type { ErrorObject } from 'ajv';
import type { Diagnostic, JsonSchema, Path, SourceDocument } from '@goldenpath/extension';
import type { AppSchema } from './app-schema';

/** What a document is checked against. */
export interface CheckedAgainst {
  /** The whole schema, for its definitions. */
  readonly schema: JsonSchema;
  /** The kind of a spec, and the schema of all kinds; absent for a platform file. */
  readonly app?: { readonly kind: string; readonly schemas: AppSchema };
}

/** One finding of the schema validator, and what it is about. */
export interface Subject extends CheckedAgainst {
  readonly document: SourceDocument;
  readonly error: ErrorObject;
  readonly path: Path;
  /** The path as a person reads it, in backticks. */
  readonly name: string;
}

/** The diagnostic of it; at the subject's own path where it has no other. */
export type Description = Omit<Diagnostic, 'location'> & { readonly path?: Path; readonly at?: 'key' | 'value' };
