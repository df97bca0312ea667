import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

// In memory if the system has such a folder: these tests create and remove many thousands of files.
const BASE = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

const made: string[] = [];

afterAll(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A new folder with these files; it is removed after the tests of the file. */
export function testdir(files: Readonly<Record<string, string>> = {}): string {
  const root = realpathSync(mkdtempSync(join(BASE, 'goldenpath-publish-')));
  made.push(root);
  for (const [path, content] of Object.entries(files)) put(root, path, content);
  return root;
}

/** Writes one file, with the folders above it. */
export function put(root: string, path: string, content: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
}

/** Everything below a folder, including empty folders (as `name/`), except the working files of `output`. */
export function contents(root: string): Record<string, string> {
  return Object.fromEntries(Object.entries(everything(root)).filter(([path]) => !path.startsWith('.goldenpath')));
}

/** Names of the working files of `output` in a folder. */
export function ownFiles(root: string): string[] {
  return Object.keys(everything(root)).filter((path) => path.startsWith('.goldenpath'));
}

function everything(root: string, below = ''): Record<string, string> {
  const found: Record<string, string> = {};
  for (const name of readdirSync(join(root, below)).sort()) {
    const path = below === '' ? name : `${below}/${name}`;
    const stat = lstatSync(join(root, path));
    if (stat.isSymbolicLink()) found[path] = '-> link';
    else if (!stat.isDirectory()) found[path] = readFileSync(join(root, path), 'utf8');
    else {
      const inside = everything(root, path);
      Object.assign(found, Object.keys(inside).length === 0 ? { [`${path}/`]: '' } : inside);
    }
  }
  return found;
}
