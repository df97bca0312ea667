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

/** Brackets nested deeper than this are no spec, and more than a recursive parser survives. */
const MAX_DEPTH = 1000;

/** The files of one load: each is read once, and only what was admitted here is ever bundled. */
export class CodeSources {
  /** The real paths of the files of packages that they import. */
  readonly packages = new Set<string>();
  private readonly texts = new Map<string, string>();

  constructor(readonly root: CodeRoot) {}

  /**
   * Reads a file and admits it to the bundle: a regular file within the root folder, of a kind that we can load.
   * Returns what is wrong with it otherwise, placed at the start of the file.
   *
   * @param file - Its absolute path. Below a symbolic link, the place where it really is decides.
   */
  admit(file: string): { realPath: string } | { diagnostic: Diagnostic } {
    const name = this.root.nameOf(file);
    if (loaderOf(file) === undefined) return refuse(name, ...UNSUPPORTED(name));
    // Before reading; the file itself must be no link, so its folder's real path decides.
    const realPath = path.join(realFolder(path.dirname(file)), path.basename(file));
    if (!this.root.holds(realPath)) return refuse(name, ...OUTSIDE(name));
    const source = readSource(realPath, name);
    if ('diagnostic' in source) return source;
    if (depthOf(source.text) > MAX_DEPTH) return refuse(name, ...TOO_DEEP(name));
    this.texts.set(realPath, source.text);
    return { realPath };
  }

  /** The text of an admitted file, without its byte order mark; undefined for any other. */
  text(realPath: string): string | undefined {
    return this.texts.get(realPath);
  }

  /** The admitted files: the name of each relative to the root folder, and its text. */
  files(): [name: string, text: string][] {
    return [...this.texts].map(([file, text]) => [path.relative(this.root.folder, file), text]);
  }

  /** The place of a line and a column (both from 1, in UTF-16) of an admitted file. */
  location(realPath: string, line: number, column: number, length = 1): Location {
    const text = this.texts.get(realPath) ?? '';
    let lineStart = 0;
    for (let current = 1; current < line; current += 1) lineStart = text.indexOf('\n', lineStart) + 1;
    const start = lineStart + column - 1;
    return locationAt(this.root.nameOf(realPath), text, start, start + length);
  }
}

/** How a file is read, or undefined where we cannot load its kind. */
export function loaderOf(file: string): Loader | undefined {
  return (LOADERS as ReadonlyMap<string, Loader>).get(path.extname(file));
}

/** The folder as it is where it does not exist: reading then says so. */
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

/** Brackets in strings and comments count too: near enough for a bound that no honest file comes near. */
function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (const [bracket] of text.matchAll(/[()[\]{}]/g)) {
    depth += '([{'.includes(bracket) ? 1 : -1;
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}
