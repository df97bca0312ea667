import { isBuiltin } from 'node:module';

/** What the walls need to know of a package.json. */
export interface Manifest {
  readonly name: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

/** The words alone: not as a text of their own, such as `'fast-import', '…'`. */
const SPECIFIER = /(?<![-'"])(?:\bfrom|\bimport|\brequire(?:\.resolve)?\s*\(|\bimport\s*\()\s*(['"])([^'"\n]+)\1/g;
const COMMENT = /\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm;

/** What a source file imports, in any form, in the order of the text. */
export function importsOf(source: string): string[] {
  return [...source.replace(COMMENT, '').matchAll(SPECIFIER)].map(([, , specifier]) => specifier ?? '');
}

/** The package that an import comes from: `@a/b/c` is of `@a/b`. */
export function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

/** Each way in which the sources of a package do not fit its package.json and what it may import, in one sentence. */
export function violations(manifest: Manifest, sources: readonly string[], allowed: readonly string[]): string[] {
  const specifiers = sources.flatMap(importsOf).filter((name) => !name.startsWith('.') && !isBuiltin(name));
  const imported = new Set(specifiers.map(packageOf));
  const declared = { ...manifest.dependencies, ...manifest.peerDependencies };
  const unused = Object.keys(declared).filter((name) => !imported.has(name));
  return [
    ...[...imported].flatMap((name) => {
      const fault = faultOf(name, manifest, declared, allowed);
      return fault === undefined ? [] : [`${manifest.name} imports ${name}, which ${fault}`];
    }),
    ...unused.map((name) => `${manifest.name} declares ${name}, which nothing in its src imports`),
  ];
}

function faultOf(
  name: string,
  manifest: Manifest,
  declared: Readonly<Record<string, string>>,
  allowed: readonly string[],
): string | undefined {
  // A package may load itself by name, as whoever uses it does.
  if (name === manifest.name) return undefined;
  const ours = name.startsWith('@goldenpath/') ? name.slice('@goldenpath/'.length) : undefined;
  if (ours !== undefined && !allowed.includes('*') && !allowed.includes(ours)) return 'the import table forbids';
  if (declared[name] !== undefined) return undefined;
  return manifest.devDependencies?.[name] === undefined ? 'it does not declare' : 'is a devDependency';
}
