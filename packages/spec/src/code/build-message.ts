import * as path from 'node:path';
import type { Message } from 'esbuild';
import type { Diagnostic, Location } from '@goldenpath/extension';
import type { CodeSources } from './code-sources';
import type { ImportProblem } from './allowed-imports';

/** Returns whether a warning of the bundler is an error for us: of two equal keys one would be lost silently. */
export function isMistake(warning: Message): boolean {
  return warning.id === 'duplicate-object-key';
}

/** Returns the real path of the file of a message; undefined for unknown files. */
export function messageFile({ location }: Message, sources: CodeSources): string | undefined {
  if (location === null) return undefined;
  const file = path.resolve(sources.root.folder, location.file);
  return sources.text(file) === undefined ? undefined : file;
}

/**
 * Converts a message of the bundler to a diagnostic.
 *
 * @param entry - The file of messages without a position.
 */
export function toDiagnostic(message: Message, entry: string, sources: CodeSources): Diagnostic {
  const problem = isImportProblem(message.detail) ? message.detail : problemOf(message.text);
  return { ...problem, location: locate(message, sources) ?? sources.location(entry, 1, 1) };
}

function problemOf(text: string): ImportProblem {
  if (text.startsWith('Top-level await'))
    return {
      rule: 'top-level-await',
      message: 'A spec cannot wait for something: `await` outside a function does not work here.',
      remedy: 'Write the value down, or read it at once with a synchronous function.',
    };
  const duplicate = /^Duplicate key (".*") in object literal$/s.exec(text);
  if (duplicate !== null)
    return {
      rule: 'duplicate-key',
      message: `The key ${duplicate[1]} is written twice.`,
      remedy: 'Keep one of the two.',
    };
  if (text.startsWith('No matching export'))
    return { rule: 'import-missing', message: `${text}.`, remedy: 'Export it there, or import what is exported.' };
  return { rule: 'code-syntax', message: `This is not valid TypeScript: ${text}.`, remedy: 'Correct the syntax here.' };
}

function isImportProblem(detail: unknown): detail is ImportProblem {
  return typeof detail === 'object' && detail !== null && 'rule' in detail && 'remedy' in detail;
}

/** The bundler counts columns from 0 in UTF-8 bytes. We count from 1 in UTF-16 code units, as editors do. */
function locate(message: Message, sources: CodeSources): Location | undefined {
  const file = messageFile(message, sources);
  if (file === undefined || message.location === null) return undefined;
  const { line, column, length, lineText } = message.location;
  const bytes = Buffer.from(lineText);
  const before = bytes.subarray(0, column).toString().length;
  const spanned = bytes.subarray(column, column + length).toString().length;
  return sources.location(file, line, before + 1, Math.max(1, spanned));
}
