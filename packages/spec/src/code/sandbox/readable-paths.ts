import * as fs from 'node:fs';
import * as path from 'node:path';

/** A package that the code imports, or one that such a package needs. */
interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

/**
 * The real paths that the code of a fleet may read: the folder that it is in, without what begins with a dot (`.git` and `.npmrc` may
 * hold credentials), the packages that are installed beside it, and those that it imports from elsewhere.
 *
 * @param root - The real path of the folder that code may load files from.
 * @param packages - The real paths of the files of packages that it imports.
 */
export function readablePaths(root: string, packages: Iterable<string>): string[] {
  const readable = new Set([...visiblePaths(root), ...modulesAbove(root)]);
  const seen = new Set<string>();
  for (const file of packages) addPackage(file, readable, seen);
  return [...readable];
}

function visiblePaths(root: string): string[] {
  const names = fs.readdirSync(root);
  if (names.every((name) => !name.startsWith('.'))) return [root];
  return names.filter((name) => !name.startsWith('.')).map((name) => path.join(root, name));
}

/** The folders that a file of this folder finds packages in. */
function modulesAbove(folder: string): string[] {
  const modules = path.join(folder, 'node_modules');
  const own = fs.existsSync(modules) ? [modules, fs.realpathSync(modules)] : [];
  const above = path.dirname(folder);
  return above === folder ? own : [...own, ...modulesAbove(above)];
}

/** A package of a workspace lies outside of every `node_modules`, and needs others by its own manifest. */
function addPackage(file: string, readable: Set<string>, seen: Set<string>): void {
  const installed = /^(.*?[\\/]node_modules)[\\/]/.exec(file)?.[1];
  if (installed !== undefined) return void readable.add(installed);
  const folder = packageFolder(path.dirname(file));
  if (folder === undefined) return void readable.add(file);
  if (seen.has(folder)) return;
  seen.add(folder);
  for (const each of [...visiblePaths(folder), ...modulesAbove(folder)]) readable.add(each);
  for (const name of dependenciesOf(folder)) {
    const found = modulesAbove(folder).find((modules) => fs.existsSync(path.join(modules, name, 'package.json')));
    if (found !== undefined) addPackage(fs.realpathSync(path.join(found, name, 'package.json')), readable, seen);
  }
}

function packageFolder(folder: string): string | undefined {
  if (fs.existsSync(path.join(folder, 'package.json'))) return folder;
  const above = path.dirname(folder);
  return above === folder ? undefined : packageFolder(above);
}

function dependenciesOf(folder: string): string[] {
  try {
    const manifest = JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8')) as Manifest;
    return Object.keys({
      ...manifest.dependencies,
      ...manifest.optionalDependencies,
      ...manifest.peerDependencies,
    });
  } catch {
    // A manifest that cannot be read names no dependencies. What the code then cannot load is an error of its own.
    return [];
  }
}
