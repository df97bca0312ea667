import type * as fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

/** Functions of `process` that affect other processes, exit this one, or run code from its event loop. */
const DENIED = [
  'kill',
  '_kill',
  '_debugProcess',
  '_debugEnd',
  '_linkedBinding',
  '_getActiveHandles',
  '_getActiveRequests',
  '_tickCallback',
  'abort',
  'binding',
  'chdir',
  'disconnect',
  'dlopen',
  'loadEnvFile',
  'reallyExit',
  'send',
  'setgid',
  'setegid',
  'setgroups',
  'setuid',
  'seteuid',
  'initgroups',
] as const;

/**
 * Removes what Node's permission model still allows: signals to other processes, and symbolic links out of the readable folders. Call it
 * before any code of a spec runs.
 */
export function restrictProcess(): void {
  for (const name of DENIED)
    if (name in process) Object.defineProperty(process, name, { value: denied(`process.${name}`), enumerable: true });
  // The module object itself, because an import is a copy.
  const files = require('node:fs') as typeof fs;
  const realPath = files.realpathSync.native;
  guardPaths(files, realPath);
  guardPaths(files.promises, realPath);
  if (!process.allowedNodeEnvironmentFlags.has('--allow-wasi')) denyWasi();
  // Modules that import these functions by name get the guarded ones as well.
  syncBuiltinESMExports();
}

function denied(name: string): () => never {
  return () => {
    throw new Error(`${name} is not available to a spec`);
  };
}

/** Makes every function with a path as its first argument check the real path. Node.js itself checks the path as given. */
function guardPaths(module: object, realPath: typeof fs.realpathSync.native): void {
  const { permission } = process as unknown as { permission: { has(scope: string, path: string): boolean } };
  const has = permission.has.bind(permission);
  for (const [name, original] of Object.entries(module)) {
    if (typeof original !== 'function' || /^[A-Z_]/.test(name)) continue;
    const guard = (path: unknown): void => {
      if (typeof path !== 'string' && !Buffer.isBuffer(path) && !(path instanceof URL)) return;
      const real = realOf(realPath, path);
      if (real !== undefined && !has('fs.read', real)) throw accessDenied(real);
    };
    const guarded = function (this: unknown, ...args: unknown[]): unknown {
      guard(args[0]);
      return Reflect.apply(original as (...all: unknown[]) => unknown, this, args);
    };
    const native: unknown = Reflect.get(original, 'native');
    if (typeof native === 'function') Object.assign(guarded, { native: guarded });
    Object.defineProperty(module, name, { value: guarded, enumerable: true });
  }
}

/** Returns undefined for a path that does not exist or that Node.js refuses. The function then fails by itself. */
function realOf(realPath: typeof fs.realpathSync.native, path: fs.PathLike): string | undefined {
  try {
    return realPath(path);
  } catch {
    return undefined;
  }
}

function accessDenied(resource: string): Error {
  return Object.assign(new Error('Access to this API has been restricted'), {
    code: 'ERR_ACCESS_DENIED',
    permission: 'FileSystemRead',
    resource,
  });
}

/** Before Node.js 20.16 and 22.3, the permission model does not check files that WebAssembly programs open. */
function denyWasi(): void {
  const wasi = require('node:wasi') as object;
  Object.defineProperty(wasi, 'WASI', { value: denied('WASI'), enumerable: true });
}
