import { createRequire } from 'node:module';
import * as path from 'node:path';
import * as vm from 'node:vm';
import * as define from '../types/define';

/** The name under which specs import this package. */
export const OWN_PACKAGE = '@goldenpath/spec';

const CONTRACT = '@goldenpath/extension';

/** Packages that are provided to code, even if they are not installed next to it. */
export const CARRIED: readonly string[] = [OWN_PACKAGE, CONTRACT];

/**
 * Runs a CommonJS program under the real name of its file and returns its exports.
 *
 * @param onUse - Called when the program loads something else than the functions that type a spec, or looks for it. @default not observed
 */
export function runCommonJs(file: string, code: string, onUse: () => void = () => undefined): unknown {
  const module: { exports: unknown } = { exports: {} };
  const parameters = ['exports', 'require', 'module', '__filename', '__dirname'];
  const run = vm.compileFunction(code, parameters, { filename: file });
  run.call(module.exports, module.exports, requireOf(file, onUse), module, file, path.dirname(file));
  return module.exports;
}

/**
 * Returns `require` for a file. For this package it returns the running copy, because loading another would take longer than the code
 * itself.
 */
function requireOf(file: string, onUse: () => void): NodeJS.Require {
  const requireOfFile = createRequire(file);
  const own = require.resolve(OWN_PACKAGE);
  const load = (request: string): unknown => {
    if (request === OWN_PACKAGE || request === own) return ownPackage(onUse);
    onUse();
    return request === CONTRACT ? require('@goldenpath/extension') : requireOfFile(request);
  };
  for (const name of Object.keys(requireOfFile) as (keyof NodeJS.Require)[]) {
    const get = () => {
      onUse();
      return requireOfFile[name];
    };
    Object.defineProperty(load, name, { get, enumerable: true });
  }
  return load as NodeJS.Require;
}

/** Specs import only a small part of this package. The rest is loaded on demand. */
function ownPackage(onUse: () => void): object {
  return new Proxy<object>(define, {
    get: (own, name): unknown => {
      if (name in own) return Reflect.get(own, name) as unknown;
      onUse();
      return Reflect.get(require('../index') as object, name);
    },
  });
}
