import * as fs from 'node:fs';
import * as path from 'node:path';
import { locationAt } from '../document/lines';
import { readSource } from '../document/read-source';
import type { Diagnostic, Location } from '@goldenpath/extension';
import type { CodeRoot } from './code-root';

const LOADERS = new Map([
  ['.ts', 'ts'],
  ['.mts', 'ts'],
  ['.cts', 'ts'],
  ['.js', 'js'],
  ['.mjs', 'js'],
  ['.cjs', 'js'],
  ['.json', 'json'],
] as const);

/** How the bundler reads a file, by its extension. */
export type Loader = 'ts' | 'js' | 'json';

/** No real spec nests brackets deeper, and a recursive parser would overflow. */
const MAX_DEPTH = 1000;

/** The files of one load. Each is read once, and only admitted files are bundled. */
export class CodeSources {
  /** The real paths of the package files that they import. */
  readonly packages = new Set<string>();
  /** Whether an import led to a file through something else than its path, such as a link or a field of a `package.json`. */
  hasIndirectImports = false;
  private readonly texts = new Map<string, string>();

  constructor(readonly root: CodeRoot) {}

  /**
   * Reads a file and admits it to the bundle: a regular file within the root folder, of a supported type. Returns a diagnostic at the start
   * of the file for any other.
   *
   * @param file - Its absolute path. The real path below symbolic links counts.
   */
  admit(file: string): { realPath: string } | { diagnostic: Diagnostic } {
    const name = this.root.nameOf(file);
    if (loaderOf(file) === undefined) return refuse(name, ...UNSUPPORTED(name));
    // Checked before reading. The file itself must not be a link, so its folder's real path counts.
    const realPath = path.join(realFolder(path.dirname(file)), path.basename(file));
    if (!this.root.holds(realPath)) return refuse(name, ...OUTSIDE(name));
    const source = readSource(realPath, name);
    if ('diagnostic' in source) return source;
    if (depthOf(source.text) > MAX_DEPTH) return refuse(name, ...TOO_DEEP(name));
    this.texts.set(realPath, source.text);
    return { realPath };
  }

  /** Returns the text of an admitted file without its byte order mark; undefined for other files. */
  text(realPath: string): string | undefined {
    return this.texts.get(realPath);
  }

  /** Returns the real paths of the admitted files. */
  get paths(): string[] {
    return [...this.texts.keys()];
  }

  /** Returns the admitted files: name relative to the root folder, and text. */
  files(): [name: string, text: string][] {
    return [...this.texts].map(([file, text]) => [path.relative(this.root.folder, file), text]);
  }

  /** Returns the location of a line and column (both from 1, in UTF-16) of an admitted file. */
  location(realPath: string, line: number, column: number, length = 1): Location {
    const text = this.texts.get(realPath) ?? '';
    let lineStart = 0;
    for (let current = 1; current < line; current += 1) lineStart = text.indexOf('\n', lineStart) + 1;
    const start = lineStart + column - 1;
    return locationAt(this.root.nameOf(realPath), text, start, start + length);
  }
}

/** Returns how a file is read; undefined for unsupported types. */
export function loaderOf(file: string): Loader | undefined {
  return (LOADERS as ReadonlyMap<string, Loader>).get(path.extname(file));
}

/** Returns a missing folder unchanged. Reading then reports it. */
function realFolder(folder: string): string {
  return fs.existsSync(folder) ? fs.realpathSync(folder) : folder;
}

type Problem = [rule: string, message: string, remedy: string];

const OUTSIDE = (name: string): Problem => [
  'code-outside-fleet',
  `${name} is really elsewhere: outside the fleet's folder.`,
  'Move it into the fleet: code from elsewhere is never loaded.',
];

const UNSUPPORTED = (name: string): Problem => [
  'import-unsupported',
  `${name} is a kind of file that code cannot import.`,
  `Import one of: ${[...LOADERS.keys()].join(', ')}.`,
];

const TOO_DEEP = (name: string): Problem => [
  'code-too-deep',
  `${name} nests brackets more than ${MAX_DEPTH} deep.`,
  'Write it flatter.',
];

function refuse(file: string, rule: string, message: string, remedy: string): { diagnostic: Diagnostic } {
  return { diagnostic: { rule, message, remedy, location: { file, line: 1, column: 1, text: '', length: 1 } } };
}

/** Counts brackets in strings and comments too, which is good enough for a limit this high. */
function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (const [bracket] of text.matchAll(/[()[\]{}]/g)) {
    depth += '([{'.includes(bracket) ? 1 : -1;
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}
