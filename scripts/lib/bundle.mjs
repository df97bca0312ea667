import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire, isBuiltin } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import { entryPoints, HEAVY, outsideProgram, plugins } from './bundle-plugins.mjs';
import { validatorsIndex } from './validators.mjs';
import { root } from './workspace.mjs';

/** The folder of the light commands. */
export const folder = join(root, 'packages', 'cli', 'dist', 'goldenpath');

/** Their entry file. */
export const bundleFile = join(folder, 'main.js');

/** Third-party packages that a light command may load. */
const SMALL = ['commander', 'fastest-levenshtein', 'js-yaml', 'picocolors'];

/** How the code is written. Names are kept for stack traces in bug reports. */
const FORM = { target: 'node20', minifyWhitespace: true, minifySyntax: true, charset: 'ascii', legalComments: 'none' };

/**
 * Bundles the sources of the light commands into a few files, without unused code. Each file has what is loaded at one time. Writes the
 * licences of the included packages next to them.
 *
 * @throws when a light command would load a package that it must not load.
 */
export async function bundleCommand() {
  const { build, transform } = createRequire(join(root, 'packages', 'spec', 'package.json'))('esbuild');
  const { metafile, outputFiles } = await build({
    ...FORM,
    absWorkingDir: root,
    entryPoints,
    outdir: folder,
    bundle: true,
    // The only format that esbuild splits. Node starts CommonJS in less time.
    format: 'esm',
    splitting: true,
    platform: 'node',
    mainFields: ['main'],
    logLevel: 'silent',
    metafile: true,
    write: false,
    tsconfigRaw: {},
    plugins,
  });
  assertLight(metafile.outputs);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const { path, text } of outputFiles) {
    const output = metafile.outputs[relative(root, path).replaceAll('\\', '/')];
    writeFileSync(path, outsideProgram(output) ?? (await commonJs(text, transform)));
  }
  copyValidators();
  const packages = Object.values(metafile.outputs).flatMap(packagesIn);
  writeFileSync(join(folder, 'notices.txt'), licencesOf([...new Set(packages)].toSorted()));
}

/** Copies the compiled schemas: the index as `validators.js`, and the files that it loads beside it. */
function copyValidators() {
  const from = dirname(validatorsIndex);
  const index = readFileSync(validatorsIndex, 'utf8');
  writeFileSync(join(folder, 'validators.js'), index.replaceAll("require('./", "require('./validators-"));
  for (const name of readdirSync(from))
    if (name !== basename(validatorsIndex)) copyFileSync(join(from, name), join(folder, `validators-${name}`));
}

async function commonJs(text, transform) {
  const form = { ...FORM, format: 'cjs', platform: 'node', supported: { 'dynamic-import': false } };
  // A module needs a copy only where its default export is used. The bindings of Kubernetes export 700 names, to many files.
  const lean = text.replaceAll(/(\w+)=__toESM\((require_\w+\(\))(?:,1)?\)/g, (all, name, call) =>
    text.includes(`${name}.default`) ? all : `${name}=${call}`,
  );
  const { code } = await transform(lean, form);
  return code.replaceAll(/\b__toESM\((require\("node:[a-z/_]+"\))(?:,1)?\)/g, '$1');
}

/** Checks what the light commands can load: everything but {@link HEAVY}. */
function assertLight(outputs) {
  const entries = Object.keys(outputs).filter((name) => Object.hasOwn(entryPoints, basename(name, '.js')));
  const light = new Set(entries.filter((name) => !HEAVY.test(outputs[name].entryPoint)));
  // A set that grows during iteration is iterated to its end.
  for (const name of light) {
    for (const { path } of outputs[name].imports) {
      if (outputs[path] !== undefined && !HEAVY.test(outputs[path].entryPoint ?? '')) light.add(path);
    }
  }
  const loaded = [...light].flatMap((name) => [
    ...packagesIn(outputs[name]).map((path) => /node_modules\/((?:@[^/]+\/)?[^/]+)$/.exec(path)[1]),
    ...outputs[name].imports.flatMap(({ path, external, kind }) =>
      external && kind === 'import-statement' && !isBuiltin(path) ? [path] : [],
    ),
  ]);
  const heavy = [...new Set(loaded)].filter((name) => !SMALL.includes(name)).join(', ');
  if (heavy === '') return;
  throw new Error(`The light commands load ${heavy}. Load it where it is needed, or list it as SMALL if it is small.`);
}

function packagesIn({ inputs }) {
  const used = Object.keys(inputs).filter((file) => inputs[file].bytesInOutput > 0);
  const folders = used.map((file) => /^(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1]);
  return [...new Set(folders.filter((found) => found !== undefined))];
}

function licencesOf(packages) {
  const texts = packages.map((path) => {
    const { name, version } = JSON.parse(readFileSync(join(root, path, 'package.json'), 'utf8'));
    const file = ['LICENSE', 'LICENSE.md', 'LICENSE.txt', 'license']
      .map((each) => join(root, path, each))
      .find(existsSync);
    if (file === undefined) throw new Error(`${name} is in the bundle and has no licence text.`);
    return `${name} ${version}\n\n${readFileSync(file, 'utf8').trim()}\n`;
  });
  return `The files in this folder contain these packages.\n\n${texts.join('\n---\n\n')}`;
}
