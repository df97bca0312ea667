import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Diagnostic, SourceDocument } from '@goldenpath/extension';
import { parseYaml, readSource, type SourceText } from '@goldenpath/spec';
import { InvalidFleetError } from '../errors';

/** The documents of a file that is not empty. */
export interface ReadDocuments {
  readonly documents: readonly SourceDocument[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads a file with YAML documents, or JSON. Lines in errors are those of the file. */
export function readDocuments(file: string, shown: string): ReadDocuments {
  const source = readSource(file, shown);
  return 'diagnostic' in source
    ? { documents: [], diagnostics: [source.diagnostic] }
    : parseDocuments(source.text, shown);
}

/** Parses YAML documents. */
export function parseDocuments(text: string, shown: string): ReadDocuments {
  const parsed = chunksOf(text).map((chunk) => parseYaml(shown, chunk));
  return {
    documents: parsed.flatMap((each) => ('diagnostic' in each || each.value === null ? [] : [each])),
    diagnostics: parsed.flatMap((each) => ('diagnostic' in each ? [each.diagnostic] : [])),
  };
}

/** @throws InvalidFleetError with what is wrong with the file. */
export function readOneDocument(file: string, shown: string): SourceDocument {
  const { documents, diagnostics } = readDocuments(file, shown);
  const [document] = documents;
  if (diagnostics.length > 0) throw new InvalidFleetError(diagnostics);
  if (document !== undefined) return document;
  throw new InvalidFleetError([
    {
      rule: 'nothing-to-import',
      message: `${shown} is empty.`,
      remedy: 'Name a compose file, a Score file, or Kubernetes manifests.',
      location: { file: shown, line: 1, column: 1, text: '', length: 1 },
    },
  ]);
}

/** Splits a file at the lines that begin a document, and keeps the number of each line. */
function chunksOf(text: string): string[] {
  const chunks: string[] = [];
  let own: string[] = [];
  const lines = text.split('\n');
  for (const [index, line] of lines.entries()) {
    if (/^(---|\.\.\.)(\s|$)/.test(line)) {
      if (own.some((each) => each.trim() !== '')) chunks.push(own.join('\n'));
      // What follows the marker on its line belongs to the document.
      own = [...Array.from({ length: index }, () => ''), line.startsWith('---') ? `   ${line.slice(3)}` : ''];
      if (/^\s*(#.*)?$/.test(line.slice(3))) own[index] = '';
    } else own.push(line);
  }
  if (own.some((each) => each.trim() !== '')) chunks.push(own.join('\n'));
  return chunks;
}

/** The largest file that becomes one of `files`. */
const MAX_FILE_BYTES = 256 * 1024;

/**
 * Returns the text of a small regular file in a folder or below it; `undefined` for anything else. Links are not followed, neither those to
 * files nor those to folders outside.
 */
export function tryReadText(folder: string, name: string): SourceText | undefined {
  const file = path.resolve(folder, name);
  if (!fs.existsSync(file) || !isBelow(fs.realpathSync(folder), fs.realpathSync(file))) return undefined;
  const source = readSource(file, file);
  return 'diagnostic' in source || source.text.length > MAX_FILE_BYTES ? undefined : source;
}

function isBelow(folder: string, file: string): boolean {
  return path.relative(folder, file).split(path.sep)[0] !== '..';
}

/** Why the content of a file is not all that the file has. */
export const NO_BYTE_ORDER_MARK = 'The file began with a byte order mark, which a spec cannot have.';
