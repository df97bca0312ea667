import type { ErrorObject } from 'ajv';
import type { Diagnostic, JsonSchema, Path, SourceDocument } from '@goldenpath/extension';
import type { AppSchema } from './app-schema';

/** The schema that a document is checked against. */
export interface CheckedAgainst {
  /** The whole schema, for its definitions. */
  readonly schema: JsonSchema;
  /** The kind of a spec, and the schema of all kinds; absent for a platform file. */
  readonly app?: { readonly kind: string; readonly schemas: AppSchema };
}

/** A finding of the schema validator and its subject. */
export interface Subject extends CheckedAgainst {
  readonly document: SourceDocument;
  readonly error: ErrorObject;
  readonly path: Path;
  /** The path in readable form, in backticks. */
  readonly name: string;
}

/** A diagnostic; at the subject's path unless it has its own. */
export type Description = Omit<Diagnostic, 'location'> & { readonly path?: Path; readonly at?: 'key' | 'value' };
