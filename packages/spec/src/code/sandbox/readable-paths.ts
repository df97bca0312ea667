import * as fs from 'node:fs';
import * as path from 'node:path';

/** The manifest of a package that the code imports, or of a dependency. */
interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

/**
 * Returns the real paths that the code of a fleet may read: its folder without names that start with a dot (`.git` and `.npmrc` may contain
 * credentials), the packages installed next to it, and other packages that it imports.
 *
 * @param root - The real path of the folder with the code.
 * @param packages - The real paths of imported package files.
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

/** Returns the folders in which a file of this folder finds packages. */
function modulesAbove(folder: string): string[] {
  const modules = path.join(folder, 'node_modules');
  const own = fs.existsSync(modules) ? [modules, fs.realpathSync(modules)] : [];
  const above = path.dirname(folder);
  return above === folder ? own : [...own, ...modulesAbove(above)];
}

/** A workspace package is outside of every `node_modules`, and its dependencies are in its own manifest. */
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
    // An unreadable manifest lists no dependencies. If the code then fails to load one, that is its own error.
    return [];
  }
}
