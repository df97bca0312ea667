import * as path from 'node:path';
import { loadCodes } from '../code/load-code';
import { readSource } from '../document/read-source';
import type { Diagnostic, SourceDocument } from '@goldenpath/extension';
import { parseYaml } from '../document/yaml-document';
import type { DataFiles } from './data-files';
import type { FoundFile } from './find-apps';
import type { CodeHost } from './fleet-source';

export interface LoadedDocument {
  readonly folder: string;
  readonly document: SourceDocument;
  readonly trust: 'data' | 'code';
  /** All files of the code that made the spec. @default it is data, or another run of the code can differ */
  readonly inputs?: readonly string[];
  /** The files beside the spec. @default there are none */
  readonly data?: DataFiles;
}

export interface DocumentOptions {
  readonly relativeTo: string;
  readonly dataOnly?: boolean;
  readonly codeHost?: CodeHost;
  /** The folder from which code may be loaded; undefined for the file's own folder. */
  readonly root: string | undefined;
}

interface Documents {
  readonly documents: readonly LoadedDocument[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads specs, both data and code. Unreadable files result in diagnostics. */
export async function loadDocuments(files: readonly FoundFile[], options: DocumentOptions): Promise<Documents> {
  const isCode = (file: FoundFile) => file.path.endsWith('.ts');
  const data = files.filter((file) => !isCode(file)).map((file) => loadData(file, options));
  const code = await loadCode(files.filter(isCode), options);
  return {
    documents: [...data.flatMap((result) => ('document' in result ? [result] : [])), ...code.documents],
    diagnostics: [
      ...data.flatMap((result) => ('diagnostic' in result ? [result.diagnostic] : [])),
      ...code.diagnostics,
    ],
  };
}

function loadData(
  { folder, path: file }: FoundFile,
  { relativeTo }: DocumentOptions,
): LoadedDocument | { diagnostic: Diagnostic } {
  const shown = path.relative(relativeTo, file);
  const source = readSource(file, shown);
  if ('diagnostic' in source) return source;
  const parsed = parseYaml(shown, source.text);
  return 'diagnostic' in parsed ? parsed : { folder, document: parsed, trust: 'data' };
}

async function loadCode(files: readonly FoundFile[], options: DocumentOptions): Promise<Documents> {
  const [first] = files;
  if (first === undefined) return { documents: [], diagnostics: [] };
  if (options.dataOnly === true) return { documents: [], diagnostics: files.map((file) => refuseCode(file, options)) };
  const paths = files.map((file) => file.path);
  const root = options.root ?? path.dirname(first.path);
  const loaded = await loadCodes(paths, root, {
    shownFrom: options.relativeTo,
    ...(options.codeHost !== undefined && { host: options.codeHost }),
  });
  return {
    documents: loaded.flatMap((result, index) => {
      if ('diagnostics' in result) return [];
      const { inputs, ...document } = result;
      return [{ folder: files[index]?.folder ?? '', document, trust: 'code' as const, ...(inputs && { inputs }) }];
    }),
    diagnostics: loaded.flatMap((result) => ('diagnostics' in result ? result.diagnostics : [])),
  };
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
