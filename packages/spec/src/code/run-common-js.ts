import { createRequire } from 'node:module';
import * as path from 'node:path';
import * as vm from 'node:vm';

/** The name under which specs import this package. */
export const OWN_PACKAGE = '@goldenpath/spec';

const CONTRACT = '@goldenpath/extension';

/** Packages that are provided to code, even if they are not installed next to it. */
export const CARRIED: readonly string[] = [OWN_PACKAGE, CONTRACT];

/** Runs a CommonJS program under the real name of its file and returns its exports. */
export function runCommonJs(file: string, code: string): unknown {
  const module: { exports: unknown } = { exports: {} };
  const parameters = ['exports', 'require', 'module', '__filename', '__dirname'];
  const run = vm.compileFunction(code, parameters, { filename: file });
  run.call(module.exports, module.exports, requireOf(file), module, file, path.dirname(file));
  return module.exports;
}

/**
 * Returns `require` for a file. For this package it returns the running copy, because loading another would take longer than the code
 * itself.
 */
function requireOf(file: string): NodeJS.Require {
  const requireOfFile = createRequire(file);
  const own = require.resolve(OWN_PACKAGE);
  const load = (request: string): unknown => {
    if (request === OWN_PACKAGE || request === own) return ownPackage();
    return request === CONTRACT ? require('@goldenpath/extension') : requireOfFile(request);
  };
  return Object.assign(load, requireOfFile);
}

/** Specs import only a small part of this package. The rest is loaded on demand. */
function ownPackage(): object {
  const define = require('../types/define') as object;
  return new Proxy(define, {
    get: (own, name): unknown => Reflect.get(name in own ? own : (require('../index') as object), name),
  });
}
