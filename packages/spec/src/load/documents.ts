import * as path from 'node:path';
import { readSource } from '../document/read-source';
import type { SourceDocument } from '../document/source-document';
import { parseYaml } from '../document/yaml-document';
import type { Diagnostic } from '../types/diagnostic';
import type { FoundFile } from './find-apps';

export interface LoadedDocument {
  readonly folder: string;
  readonly document: SourceDocument;
  readonly trust: 'data' | 'code';
}

export interface DocumentOptions {
  readonly relativeTo: string;
  readonly dataOnly?: boolean;
  /** The folder that code may load files from; the file's own folder where it is undefined. */
  readonly fence: string | undefined;
}

export interface Documents {
  readonly documents: readonly LoadedDocument[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads specs, data and code; what cannot be read is a diagnostic. */
export async function loadDocuments(files: readonly FoundFile[], options: DocumentOptions): Promise<Documents> {
  const isCode = (file: FoundFile) => file.path.endsWith('.ts');
  const data = files.filter((file) => !isCode(file)).map((file) => loadData(file, options));
  const code = await loadCode(files.filter(isCode), options);
  return {
    documents: [...data.flatMap((result) => ('document' in result ? [result] : [])), ...code.documents],
    diagnostics: [...data.flatMap((result) => ('diagnostic' in result ? [result.diagnostic] : [])), ...code.diagnostics],
  };
}

function loadData({ folder, path: file }: FoundFile, { relativeTo }: DocumentOptions): LoadedDocument | { diagnostic: Diagnostic } {
  const shown = path.relative(relativeTo, file);
  const source = readSource(file, shown);
  if ('diagnostic' in source) return source;
  const parsed = parseYaml(shown, source.text);
  return 'diagnostic' in parsed ? parsed : { folder, document: parsed, trust: 'data' };
}

async function loadCode(files: readonly FoundFile[], options: DocumentOptions): Promise<Documents> {
  if (files.length === 0) return { documents: [], diagnostics: [] };
  if (options.dataOnly === true) return { documents: [], diagnostics: files.map((file) => refuseCode(file, options)) };
  // Only a fleet that has code pays for what it takes to run it.
  const { loadCodeDocuments } = await import('./code-documents.js');
  return loadCodeDocuments(files, { ...options, fence: options.fence ?? path.dirname(files[0]?.path ?? '.') });
}

function refuseCode({ path: file }: FoundFile, { relativeTo }: DocumentOptions): Diagnostic {
  const shown = path.relative(relativeTo, file);
  return {
    rule: 'code-refused',
    message: `${shown} is a program, and only data was asked for.`,
    remedy: 'Leave out `--data-only` if you trust it, or write it as YAML.',
    location: { file: shown, line: 1, column: 1, text: '', length: 1 },
  };
}
