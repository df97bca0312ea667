import { createRequire } from 'node:module';
import * as path from 'node:path';
import * as vm from 'node:vm';

/** What the code of a spec imports this package as. */
export const OWN_PACKAGE = '@goldenpath/spec';

const CONTRACT = '@goldenpath/extension';

/** Packages that come with this one, for code beside which they are not installed. */
export const CARRIED: readonly string[] = [OWN_PACKAGE, CONTRACT];

/** Runs a CommonJS program under the real name of its file and returns what it exports. */
export function runCommonJs(file: string, code: string): unknown {
  const module: { exports: unknown } = { exports: {} };
  const parameters = ['exports', 'require', 'module', '__filename', '__dirname'];
  const run = vm.compileFunction(code, parameters, { filename: file });
  run.call(module.exports, module.exports, requireOf(file), module, file, path.dirname(file));
  return module.exports;
}

/** `require` of a file. For this package it gives the copy that is running: to load another would take longer than the code itself. */
function requireOf(file: string): NodeJS.Require {
  const requireOfFile = createRequire(file);
  const own = require.resolve(OWN_PACKAGE);
  const load = (request: string): unknown => {
    if (request === OWN_PACKAGE || request === own) return ownPackage();
    return request === CONTRACT ? require('@goldenpath/extension') : requireOfFile(request);
  };
  return Object.assign(load, requireOfFile);
}

/** What specs import of this package is small. The rest of it is loaded by who asks for it. */
function ownPackage(): object {
  const define = require('../types/define') as object;
  return new Proxy(define, {
    get: (own, name): unknown => Reflect.get(name in own ? own : (require('../index') as object), name),
  });
}
