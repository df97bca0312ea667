import type { ErrorObject } from 'ajv';
import type { Diagnostic, Path, SourceDocument } from '@goldenpath/extension';
import type { Kind } from '../types/app';

/** One finding of the schema validator, and what it is about. */
export interface Subject {
  readonly document: SourceDocument;
  readonly error: ErrorObject;
  readonly path: Path;
  /** The path as a person reads it, in backticks. */
  readonly name: string;
  readonly kind: Kind | undefined;
}

/** What a person is told of it; at the subject's own path where it says no other. */
export type Description = Omit<Diagnostic, 'location'> & { readonly path?: Path; readonly at?: 'key' | 'value' };
