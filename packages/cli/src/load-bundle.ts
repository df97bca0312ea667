import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cachedDataVersionTag } from 'node:v8';
import { Script } from 'node:vm';
import { compileLater } from './engine-flags';

/** The bundle of the light commands. Its files require each other by `./name.js`. */
const BUNDLE = `${__dirname}/goldenpath`;

/**
 * Loads the light commands. Where the build compiled them for this version of V8, functions come from the code cache and are not compiled
 * again.
 *
 * @param bundle - The folder of their files, with `/`.
 */
export function loadBundle(bundle = BUNDLE): typeof import('./run-main') {
  const outside = createRequire(`${bundle}/main.js`);
  const cache = codeCacheOf(bundle);
  const load = existsSync(cache) ? loaderOf(bundle, cache, outside) : outside;
  return load('./main.js') as typeof import('./run-main');
}

/** Returns the folder of what is compiled for this version of V8, these processors and the flags of a run. */
export function codeCacheOf(bundle = BUNDLE): string {
  compileLater();
  return `${bundle}/code-cache/${cachedDataVersionTag()}`;
}

/**
 * Returns a file of the code cache: a digest of the source and of what was compiled from it, and then the latter. V8 itself compares only the
 * length of the source, and damaged code ends the process.
 */
export function cacheBytes(source: Buffer, compiled: Buffer): Buffer {
  return Buffer.concat([digestOf(source, compiled), compiled]);
}

function digestOf(source: Buffer, compiled: Buffer): Buffer {
  return createHash('sha256').update(source).update(compiled).digest();
}

const DIGEST_LENGTH = 32;

/** Returns the source in the text of a script, which {@link loadBundle} compiles. */
export function sourceIn(script: string): Buffer {
  return Buffer.from(script.slice(BEFORE.length, -AFTER.length), 'latin1');
}

interface Module {
  exports: unknown;
}

/** Returns a `require` for the files of the bundle, which gets all others from outside. */
function loaderOf(bundle: string, cache: string, outside: NodeJS.Require): NodeJS.Require {
  const modules = new Map<string, Module>();
  const load = (name: string): unknown => {
    if (!name.startsWith('./')) return outside(name);
    const known = modules.get(name);
    if (known !== undefined) return known.exports;
    const module: Module = { exports: {} };
    modules.set(name, module);
    moduleFunction(`${bundle}/${name.slice(2)}`, `${cache}/${name.slice(2)}`)(module.exports, require, module);
    return module.exports;
  };
  const require = Object.assign(load, outside);
  return require;
}

type ModuleFunction = (exports: unknown, require: NodeJS.Require, module: Module) => void;

const BEFORE = '(function(exports,require,module){';
const AFTER = '\n})';

function moduleFunction(file: string, cacheFile: string): ModuleFunction {
  const source = readFileSync(file);
  const cachedData = cachedCode(source, cacheFile);
  const options = { filename: file, columnOffset: -BEFORE.length, ...(cachedData !== undefined && { cachedData }) };
  // The build writes ASCII.
  return new Script(`${BEFORE}${source.toString('latin1')}${AFTER}`, options).runInThisContext() as ModuleFunction;
}

function cachedCode(source: Buffer, cacheFile: string): Buffer | undefined {
  if (!existsSync(cacheFile)) return undefined;
  const cached = readFileSync(cacheFile);
  const compiled = cached.subarray(DIGEST_LENGTH);
  return cached.subarray(0, DIGEST_LENGTH).equals(digestOf(source, compiled)) ? compiled : undefined;
}
