import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';

const root = join(__dirname, '..', '..');
const PATH = /^(packages|test|scripts|docs|apps|examples|bench|schemas)\/[^\s]*$/;
const files = filesBelow('').sort();
const known = new Set(files.flatMap(withFolders));
const pages = files.filter((path) => path.endsWith('.md') && !/^(\.changeset|test)\/|CHANGELOG/.test(path));
const sources = files.filter((path) => /^(packages\/[^/]+\/src|scripts|bench|test)\/.*\.(ts|mjs|js)$/.test(path));

test.each(pages)('%s names paths that exist', (page) => {
  expect(pathsIn(textOf(page)).filter((path) => !isKnown(path))).toEqual([]);
});

test.each(pages)('%s links to pages and headings that exist', (page) => {
  const targets = [
    ...textOf(page)
      .replaceAll(/`[^`\n]*`/g, '')
      .matchAll(/\]\(([^)\s]+)\)/g),
  ].map(([, target]) => target ?? '');
  expect(targets.filter((target) => !/^[a-z]+:/.test(target) && !isLinked(page, target))).toEqual([]);
});

test('comments of sources name paths that exist', () => {
  const found = sources.flatMap((path) => pathsIn(commentsOf(textOf(path))).map((named) => `${path}: ${named}`));
  expect(found.filter((line) => !isKnown(line.slice(line.indexOf(': ') + 2)))).toEqual([]);
});

test('a path that does not exist is found', () => {
  expect(pathsIn('See `packages/none/src`, `scripts/test.mjs` and `pnpm test`.')).toEqual([
    'packages/none/src',
    'scripts/test.mjs',
  ]);
  expect(['packages/none/src', 'packages/<name>/src/index.ts', 'packages/*/test/'].filter(isKnown)).toEqual([
    'packages/<name>/src/index.ts',
    'packages/*/test/',
  ]);
  expect(
    ['adr/README.md', 'architecture.md#packages', 'none.md', 'architecture.md#none'].map((target) =>
      isLinked('docs/performance.md', target),
    ),
  ).toEqual([true, true, false, false]);
});

/** The texts in backticks that are paths of this repository, except what is compiled and what a GitOps repository has. */
function pathsIn(text: string): string[] {
  const codes = [...text.matchAll(/`([^`\n]+)`/g)].map(([, code]) => code ?? '');
  return codes.filter((code) => PATH.test(code) && !/\/dist\/|^apps\/[^/]+\/deploy/.test(code));
}

function commentsOf(source: string): string {
  return source
    .split('\n')
    .filter((line) => /^\s*(\/\/|\/?\*)/.test(line))
    .join('\n');
}

/** True for a path that is there. `<name>`, `*` and `{a,b}` stand for any; so does the name of an application. */
function isKnown(path: string): boolean {
  const plain = path.replace(/\/$/, '').replace(/^apps\/[^/]+/, 'apps/*');
  if (!/[<*{…]/.test(plain)) return known.has(plain);
  const pattern = plain
    .replaceAll(/[.+?^$()[\]\\|]/g, String.raw`\$&`)
    .replaceAll(/\{([^}]*)\}/g, (_, choices: string) => `(${choices.replaceAll(',', '|')})`)
    .replaceAll(/\*\*\/?/g, '\0')
    .replaceAll(/<[^>]*>|\*|…/g, '[^/]+')
    .replaceAll('\0', '(.*/)?');
  return [...known].some((name) => new RegExp(`^${pattern}$`).test(name));
}

function isLinked(page: string, target: string): boolean {
  const [path = '', anchor] = target.split('#');
  const linked = path === '' ? page : posix.join(posix.dirname(page), path);
  if (!known.has(linked.replace(/\/$/, ''))) return false;
  return anchor === undefined || headingsOf(textOf(linked)).includes(anchor);
}

/** The anchors of a page's headings, as GitHub makes them. */
function headingsOf(text: string): string[] {
  return [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

function textOf(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

function withFolders(path: string): string[] {
  const folder = dirname(path);
  return folder === '.' ? [path] : [path, ...withFolders(folder)];
}

function filesBelow(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isFile()) return [path];
    return entry.isDirectory() && !isLeftOut(entry.name) ? filesBelow(path) : [];
  });
}

function isLeftOut(name: string): boolean {
  return ['.git', 'node_modules', 'dist', 'cdktf.out', 'coverage'].includes(name);
}
