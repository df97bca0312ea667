import type { Diagnostic } from '@goldenpath/extension';
import type { NotData } from '../plain-data';

/** The standard input of the child process, as JSON. */
export interface SandboxJob {
  /** Marks messages of the child's own code. The code of a spec does not know it. */
  readonly token: string;
  /** Time limit for each file in milliseconds. */
  readonly timeoutMs: number;
  readonly files: readonly SandboxFile[];
}

/** A bundle to run, under the real name of its file. */
export interface SandboxFile {
  readonly file: string;
  readonly code: string;
}

/** The result of a file. */
export type CodeOutcome =
  /** Its default export, as plain data. `isRepeatable`: it was made from nothing but the code itself. */
  | { readonly kind: 'data'; readonly value: unknown; readonly isRepeatable: boolean }
  /** The default export has values that are not data. */
  | { readonly kind: 'not-data'; readonly problems: readonly NotData[] }
  | { readonly kind: 'promise' }
  | { readonly kind: 'no-default-export' }
  /** It threw an error. The stack contains the position. */
  | { readonly kind: 'thrown'; readonly problem: Omit<Diagnostic, 'location'>; readonly stack: string }
  /** It was stopped, or ended its process. */
  | { readonly kind: 'stopped'; readonly problem: Omit<Diagnostic, 'location'> };

/** A message of the child: the start of a file, or its result. One line of JSON each. */
export type SandboxMessage =
  | { readonly token: string; readonly begins: number }
  | { readonly token: string; readonly ends: number; readonly outcome: CodeOutcome };

/** The file descriptor of the child's messages. */
export const MESSAGES = 3;

/** The longest result of one file as JSON, in characters. A spec in YAML has at most a million bytes. */
export const MAX_LINE = 4 * 1024 * 1024;

/** The memory limit of the code in megabytes. */
export const MAX_MEMORY_MB = 512;
