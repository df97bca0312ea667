import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { bundleCommand, bundleFile } from './bundle.mjs';
import { compileBundle, hasCodeCache } from './code-cache.mjs';
import { runProgram } from './run-program.mjs';
import { SetupError } from './setup-error.mjs';
import { compileValidators, validatorsIndex } from './validators.mjs';
import { digest, readStamp, root, writeStamp } from './workspace.mjs';

const STAMP = 'built';
const SETTINGS = ['tsconfig.json', 'tsconfig.base.json', 'pnpm-lock.yaml'];
const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');

/** Compiles the packages and schemas, and bundles and compiles the command, unless nothing changed. Throws a SetupError with tsc's errors. */
export async function build() {
  if (!existsSync(compiler)) throw new SetupError('The workspace is not installed. Run `npm start`.');
  const packages = packageFolders();
  const signature = buildSignature(packages);
  const compiled = packages.every((folder) =>
    ['.tsbuildinfo', 'index.js'].every((file) => existsSync(join(root, folder, 'dist', file))),
  );
  if (compiled && [validatorsIndex, bundleFile].every((file) => existsSync(file)) && readStamp(STAMP) === signature) {
    if (!hasCodeCache()) await compileBundle();
    return;
  }
  for (const folder of packages) {
    removeOrphans(folder);
    // The compiler checks only this file, so remove it if the output is missing.
    if (!existsSync(join(root, folder, 'dist', 'index.js')))
      rmSync(join(root, folder, 'dist', '.tsbuildinfo'), { force: true });
  }
  const { code, output } = await runProgram(process.execPath, [compiler, '-b'], { label: 'Building' });
  if (code !== 0) {
    const remedy = 'If packages were added or updated since the last installation, run `npm start`.';
    throw new SetupError('The sources do not compile.', { details: output, remedy, exitCode: code ?? 1 });
  }
  compileValidators();
  await bundleCommand();
  await compileBundle();
  writeStamp(STAMP, signature);
}

function packageFolders() {
  return ['packages', 'examples']
    .filter((folder) => existsSync(join(root, folder)))
    .flatMap((folder) => readdirSync(join(root, folder)).map((name) => `${folder}/${name}`))
    .filter((folder) => existsSync(join(root, folder, 'tsconfig.json')));
}

/** Removes the output of deleted sources: Node and tsc would prefer `a.js` to `a/index.js`. */
function removeOrphans(folder) {
  const dist = join(root, folder, 'dist');
  for (const file of existsSync(dist) ? readdirSync(dist, { recursive: true }) : []) {
    const name = /^(.*)\.(?:js|d\.ts)$/.exec(file)?.[1];
    const sources = ['.ts', '.tsx'].map((ending) => join(root, folder, 'src', `${name}${ending}`));
    if (name !== undefined && !sources.some((source) => existsSync(source))) rmSync(join(dist, file));
  }
}

/**
 * Returns a text that changes with every edit, addition and removal of a source. Times are compared for equality: a file that was restored
 * from Git or a backup can be older than the one it replaces.
 */
function buildSignature(packages) {
  const lines = [
    ...SETTINGS,
    'scripts/lib/bundle.mjs',
    'scripts/lib/bundle-plugins.mjs',
    'scripts/lib/code-cache.mjs',
    'scripts/lib/record-code.cjs',
    'scripts/lib/validators.mjs',
    'scripts/lib/shared-schemas.mjs',
  ].map(lineOf);
  for (const folder of packages) {
    lines.push(lineOf(`${folder}/tsconfig.json`), lineOf(`${folder}/package.json`));
    addTree(`${folder}/src`, lines);
    if (existsSync(join(root, folder, 'schemas'))) addTree(`${folder}/schemas`, lines);
  }
  return digest(lines.join('\n'));
}

function addTree(folder, lines) {
  for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) addTree(path, lines);
    else lines.push(lineOf(path));
  }
}

function lineOf(path) {
  const { mtimeMs, size } = statSync(join(root, path));
  return `${path} ${mtimeMs} ${size}`;
}
