import type { Diagnostic } from '@goldenpath/extension';
import type { NotData } from '../plain-data';

/** What the child process receives on its standard input, as JSON. */
export interface SandboxJob {
  /** Marks the messages of the child's own code. The code of a spec does not know it. */
  readonly token: string;
  /** Milliseconds that each file may take. */
  readonly timeoutMs: number;
  readonly files: readonly SandboxFile[];
}

/** A bundle to run, under the real name of its file. */
export interface SandboxFile {
  readonly file: string;
  readonly code: string;
}

/** What became of a file. */
export type CodeOutcome =
  /** Its default export, as plain data. */
  | { readonly kind: 'data'; readonly value: unknown }
  /** The default export has values that are not data. */
  | { readonly kind: 'not-data'; readonly problems: readonly NotData[] }
  | { readonly kind: 'promise' }
  | { readonly kind: 'no-default-export' }
  /** It threw. The stack has the place. */
  | { readonly kind: 'thrown'; readonly problem: Omit<Diagnostic, 'location'>; readonly stack: string }
  /** It was stopped, or it ended the process that ran it. */
  | { readonly kind: 'stopped'; readonly problem: Omit<Diagnostic, 'location'> };

/** A message of the child: it begins a file, or it has the outcome of one. One line of JSON each. */
export type SandboxMessage =
  | { readonly token: string; readonly begins: number }
  | { readonly token: string; readonly ends: number; readonly outcome: CodeOutcome };

/** The file descriptor that the child writes its messages to. */
export const MESSAGES = 3;

/** Characters that the outcome of one file may have, as JSON. A spec in YAML has at most a million bytes. */
export const MAX_LINE = 4 * 1024 * 1024;

/** Megabytes that the objects of the code may take. */
export const MAX_MEMORY_MB = 512;
