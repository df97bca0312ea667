import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';

const CODE = /\.([cm]?[jt]s|json|node|wasm)$/;

/** Returns a digest of files by name and content. */
export function digestOf(files: Iterable<readonly [name: string, content: string | Buffer]>): string {
  const hash = createHash('sha256');
  for (const [name, content] of [...files].sort(([a], [b]) => (a < b ? -1 : 1)))
    hash.update(`${name}\0${Buffer.byteLength(content)}\0`).update(content);
  return hash.digest('hex');
}

/** Returns a digest of the installed package that contains a file, without its dependencies. */
export function packageDigest(entry: string): string {
  const root = packageRoot(entry);
  const files = codeFiles(root).map((file) => [path.relative(root, file), fs.readFileSync(file)] as const);
  return digestOf(files);
}

function packageRoot(file: string): string {
  for (let folder = path.dirname(file); ; folder = path.dirname(folder)) {
    if (fs.existsSync(path.join(folder, 'package.json'))) return folder;
    if (folder === path.dirname(folder)) return path.dirname(file);
  }
}

function codeFiles(folder: string): string[] {
  return fs.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === 'node_modules' || entry.name.startsWith('.') ? [] : codeFiles(file);
    return entry.isFile() && CODE.test(entry.name) ? [file] : [];
  });
}
