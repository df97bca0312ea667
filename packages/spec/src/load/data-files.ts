import * as fs from 'node:fs';
import * as path from 'node:path';
import {
  applyRules,
  type DataFolder,
  type Diagnostic,
  type Registry,
  type SourceDocument,
} from '@goldenpath/extension';
import { systemCode } from '@goldenpath/errors';
import { locationAt } from '../document/lines';
import { readSource } from '../document/read-source';
import { parseYaml } from '../document/yaml-document';
import { textIsPortable, unportableText } from '../rules/text';

/** The files beside a spec that parts read. */
export interface DataFiles {
  /** By path from the spec, with `/`. `null` for a file that cannot be read, which is reported. */
  readonly values: Readonly<Record<string, unknown>>;
  /** The YAML documents among them. */
  readonly documents: ReadonlyMap<string, SourceDocument>;
  readonly diagnostics: readonly Diagnostic[];
}

/** More files than a person looks after. The folder of dependencies of a program has more. */
const MAX_FILES = 500;

/** Returns the folders that parts read beside specs, each once. */
export function dataFoldersOf({ parts }: Pick<Registry, 'parts'>): DataFolder[] {
  const all = parts.flatMap(({ dataFolders = [] }) => dataFolders);
  return [...new Map(all.map((each) => [each.folder, each])).values()];
}

/**
 * Reads the files in some folders of an application.
 *
 * @param appFolder - The folder of the spec.
 * @param relativeTo - The folder that file names in errors are relative to.
 */
export function readDataFiles(appFolder: string, relativeTo: string, folders: readonly DataFolder[]): DataFiles {
  const values: Record<string, unknown> = {};
  const documents = new Map<string, SourceDocument>();
  const diagnostics: Diagnostic[] = [];
  for (const { folder, content } of folders) {
    const shown = path.relative(relativeTo, path.join(appFolder, folder));
    if (isLink(path.join(appFolder, folder))) {
      diagnostics.push(linked(shown));
      values[folder] = null;
      continue;
    }
    if (isFile(path.join(appFolder, folder))) {
      diagnostics.push(notFolder(shown));
      values[folder] = null;
      continue;
    }
    const found = filesBelow(path.join(appFolder, folder));
    if (found === undefined) {
      diagnostics.push(unreadable(shown));
      values[folder] = null;
      continue;
    }
    if (found.length > MAX_FILES) {
      diagnostics.push(tooMany(shown, found.length));
      continue;
    }
    for (const below of found) {
      const name = `${folder}/${below}`;
      const result = readDataFile(path.join(appFolder, folder, below), relativeTo, content);
      if ('diagnostic' in result) {
        diagnostics.push(result.diagnostic);
        values[name] = null;
        continue;
      }
      values[name] = result.value;
      if (result.document !== undefined) documents.set(name, result.document);
    }
  }
  return { values, documents, diagnostics };
}

type ReadFile = { readonly value: unknown; readonly document?: SourceDocument } | { readonly diagnostic: Diagnostic };

function readDataFile(file: string, relativeTo: string, content: DataFolder['content']): ReadFile {
  const shown = path.relative(relativeTo, file);
  if (content === 'yaml' && !file.endsWith('.yaml'))
    return {
      diagnostic: diagnosticOf(
        'data-file-name',
        `${shown} is in a folder for YAML, and its name does not end in \`.yaml\`.`,
        'Rename it, or move it to another folder.',
        shown,
      ),
    };
  const source = readSource(file, shown);
  if ('diagnostic' in source) return source;
  if (content === 'text') {
    // A file that a program reads would come out without the mark.
    const diagnostic = unportable(source.hasByteOrderMark ? `\uFEFF${source.text}` : source.text, shown);
    return diagnostic === undefined ? { value: source.text } : { diagnostic };
  }
  const document = parseYaml(shown, source.text);
  if ('diagnostic' in document) return document;
  const [diagnostic] = applyRules([textIsPortable], { document });
  return diagnostic === undefined ? { value: document.value, document } : { diagnostic };
}

/** Returns the first thing in a text that would not reach the cluster as it is. */
function unportable(text: string, file: string): Diagnostic | undefined {
  const found = unportableText(text);
  if (found === undefined) return undefined;
  const { index, message, remedy } = found;
  return { rule: textIsPortable.name, message, remedy, location: locationAt(file, text, index, index + 1) };
}

/**
 * Returns the paths of the entries below a folder that are not folders, in order, with `/`: none if it does not exist, and `undefined` if it,
 * or a folder in it, cannot be read. Links are among them and are refused later.
 */
function filesBelow(folder: string): string[] | undefined {
  try {
    return listBelow(folder, '');
  } catch (error) {
    return ['ENOENT', 'ENOTDIR'].includes(systemCode(error) ?? '') ? [] : undefined;
  }
}

function listBelow(folder: string, prefix: string): string[] {
  return fs
    .readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => !name.startsWith('.'))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const name = `${prefix}${entry.name}`;
      return entry.isDirectory() ? listBelow(path.join(folder, entry.name), `${name}/`) : [name];
    });
}

function isLink(folder: string): boolean {
  return fs.lstatSync(folder, { throwIfNoEntry: false })?.isSymbolicLink() === true;
}

function isFile(folder: string): boolean {
  return fs.lstatSync(folder, { throwIfNoEntry: false })?.isFile() === true;
}

function notFolder(shown: string): Diagnostic {
  return diagnosticOf(
    'data-folder',
    `${shown} is a file, and a folder is expected.`,
    'Put the file into a folder of that name, or rename it.',
    shown,
  );
}

function unreadable(shown: string): Diagnostic {
  return diagnosticOf(
    'file-unreadable',
    `${shown} cannot be read: permission denied.`,
    'Give yourself the right to read the folder and the folders in it.',
    shown,
  );
}

function linked(shown: string): Diagnostic {
  return diagnosticOf(
    'symbolic-link',
    `${shown} is a symbolic link.`,
    'Put the folder itself there: links are not followed.',
    shown,
  );
}

function tooMany(shown: string, count: number): Diagnostic {
  return diagnosticOf(
    'too-many-data-files',
    `${shown} contains ${count} files, and at most ${MAX_FILES} are read.`,
    'Remove what does not belong there.',
    shown,
  );
}

function diagnosticOf(rule: string, message: string, remedy: string, file: string): Diagnostic {
  return { rule, message, remedy, location: { file, line: 1, column: 1, text: '', length: 1 } };
}
