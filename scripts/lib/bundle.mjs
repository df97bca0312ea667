import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire, isBuiltin } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { root } from './workspace.mjs';

const cli = join(root, 'packages', 'cli');

/** The entry file of the light commands. */
export const bundleFile = join(cli, 'dist', 'goldenpath.js');

/** The commands in the bundle and their operations. No others run from it. */
const LIGHT_MODULES = [
  ...['validate', 'list', 'explain', 'completion', 'synth'].map((name) =>
    join('cli', 'src', 'commands', name, 'run.js'),
  ),
  ...[
    'validate/validate',
    'list/list',
    'explain/explain',
    'names/fleet-names',
    'synth/synth',
    'cache/update-fleet',
  ].map((name) => join('fleet', 'src', `${name}.js`)),
];

/** Third-party packages that may be in the bundle. Lazily required packages stay outside. */
const INSIDE = ['commander', 'fastest-levenshtein', 'js-yaml', 'picocolors'];

/**
 * Bundles the sources of the light commands into one file, with only the code that they use. Writes the licences of the included packages
 * next to it.
 *
 * @throws when the bundle would contain a package that a light command must not load.
 */
export async function bundleCommand() {
  const { build } = createRequire(join(root, 'packages', 'spec', 'package.json'))('esbuild');
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: [join(cli, 'src', 'main.ts')],
    outfile: bundleFile,
    bundle: true,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    // Names are kept for stack traces in bug reports.
    minifyWhitespace: true,
    minifySyntax: true,
    charset: 'ascii',
    legalComments: 'none',
    logLevel: 'silent',
    metafile: true,
    tsconfigRaw: {},
    plugins: [parsedJson, outsideModules, workspaceSources, outsidePackages],
  });
  const [bundle] = Object.values(metafile.outputs);
  assertLight(bundle);
  writeFileSync(join(dirname(bundleFile), 'goldenpath.notices.txt'), licencesOf(packagesIn(bundle)));
}

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

/** Resolves workspace packages to their sources, so that unused code is dropped. */
const workspaceSources = {
  name: 'workspace-sources',
  setup(build) {
    build.onResolve({ filter: /^@goldenpath\/[a-z-]+$/ }, ({ path, kind }) =>
      kind === 'require-resolve'
        ? { path, external: true }
        : { path: join(root, 'packages', path.split('/')[1], 'src', 'index.ts'), sideEffects: false },
    );
    build.onResolve({ filter: /^\./ }, ({ path, resolveDir }) => {
      const file = join(resolveDir, `${path.replace(/\.js$/, '')}.ts`);
      return resolveDir.startsWith(join(root, 'packages')) && existsSync(file)
        ? { path: file, sideEffects: false }
        : undefined;
    });
  },
};

/**
 * Keeps third-party packages outside. A lazily required package is loaded from the package that depends on it, because the command may not
 * have it.
 */
const outsidePackages = {
  name: 'outside-packages',
  setup(build) {
    build.onResolve({ filter: /^(@[a-z]|[a-z])/ }, ({ path, importer, kind }) => {
      if (isBuiltin(path) || INSIDE.includes(path) || !importer.startsWith(join(root, 'packages'))) return undefined;
      if (kind !== 'require-call') return { path, external: true, sideEffects: false };
      const owner = relative(join(root, 'packages'), importer).split(/[\\/]/)[0];
      assertDependency(owner);
      return { path, namespace: 'outside', pluginData: owner };
    });
    build.onLoad({ filter: /.*/, namespace: 'outside' }, ({ path, pluginData: owner }) => ({
      contents: `const owner = require.resolve('@goldenpath/${owner}/package.json');
        module.exports = require('node:module').createRequire(owner)('${path}');`,
      resolveDir: cli,
    }));
  },
};

/** Leaves lazily loaded modules in the package's `dist`, except for the light commands. */
const outsideModules = {
  name: 'outside-modules',
  setup(build) {
    build.onResolve({ filter: /^\.{1,2}\/.*\.js$/ }, ({ path, kind, resolveDir }) => {
      const imported = relative(join(root, 'packages'), join(resolveDir, path));
      if (kind !== 'dynamic-import' || LIGHT_MODULES.includes(imported)) return undefined;
      const [owner, , ...file] = imported.split(/[\\/]/);
      return { path: file.join('/'), namespace: 'outside-module', pluginData: owner };
    });
    build.onResolve(
      {
        filter:
          /^\.\/(charts|stack|review|scaffold|catalog|check-templates|check-patches|check-overrides|check-schedule|validators)$/,
      },
      ({ path, kind, resolveDir }) => {
        if (kind !== 'require-call') return undefined;
        const [owner, , ...file] = relative(join(root, 'packages'), join(resolveDir, path)).split(/[\\/]/);
        return { path: file.join('/'), namespace: 'outside-module', pluginData: owner };
      },
    );
    build.onLoad({ filter: /.*/, namespace: 'outside-module' }, ({ path, pluginData: owner }) => ({
      contents: `const { dirname, join } = require('node:path');
        module.exports = require(join(dirname(require.resolve('@goldenpath/${owner}/package.json')), 'dist/${path}'));`,
      resolveDir: cli,
    }));
  },
};

function assertLight({ imports }) {
  // Lazily required packages are not among them.
  const heavy = imports.filter(({ path, kind }) => kind !== 'require-resolve' && !isBuiltin(path));
  if (heavy.length === 0) return;
  const names = [...new Set(heavy.map(({ path }) => path))].join(', ');
  throw new Error(`The light commands load ${names}. Load it where it is needed, or list it as INSIDE if it is small.`);
}

/** Checks that a package is a dependency of the command, because code in the bundle resolves from the command's folder. */
function assertDependency(owner) {
  const { dependencies } = JSON.parse(readFileSync(join(cli, 'package.json'), 'utf8'));
  if (dependencies[`@goldenpath/${owner}`] === undefined)
    throw new Error(`@goldenpath/${owner} loads a package lazily, so the command must depend on it.`);
}

function packagesIn({ inputs }) {
  const used = Object.keys(inputs).filter((file) => inputs[file].bytesInOutput > 0);
  const folders = used.map((file) => /^(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1]);
  return [...new Set(folders.filter((folder) => folder !== undefined))].toSorted();
}

function licencesOf(packages) {
  const texts = packages.map((folder) => {
    const { name, version } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
    const file = ['LICENSE', 'LICENSE.md', 'license'].map((each) => join(root, folder, each)).find(existsSync);
    if (file === undefined) throw new Error(`${name} is in the bundle and has no licence text.`);
    return `${name} ${version}\n\n${readFileSync(file, 'utf8').trim()}\n`;
  });
  return `goldenpath.js contains these packages.\n\n${texts.join('\n---\n\n')}`;
}
