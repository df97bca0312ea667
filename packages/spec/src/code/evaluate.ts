import { createRequire } from 'node:module';
import * as path from 'node:path';
import * as vm from 'node:vm';
import type { Diagnostic } from '@goldenpath/extension';
import type { Bundle } from './bundle';
import type { CodeSources } from './code-sources';
import { holdProcess } from './hold-process';
import { OWN_PACKAGE } from './allowed-imports';
import { locateThrown } from './thrown-location';

/** What a piece of the code's own work gave: a value, or what it threw as a diagnostic. */
export type Outcome<Value> = { readonly value: Value } | { readonly diagnostic: Diagnostic };

/**
 * Runs a bundle under the real name of its file and returns its default export.
 *
 * The code runs with all the rights of this process; the root folder limits which files it loads, and nothing else.
 */
export function evaluate(file: string, { code, map }: Bundle, sources: CodeSources): Outcome<unknown> {
  const run = guarded(file, map, sources, () => runCommonJs(file, code));
  if ('diagnostic' in run) return run;
  const exported = run.value;
  if (typeof exported !== 'object' || exported === null || !('default' in exported))
    return { diagnostic: noDefaultExport(file, sources) };
  return guarded(file, map, sources, () => exported.default);
}

/** Does something that runs the code of a bundle, and turns what that throws into a diagnostic. */
export function guarded<Value>(file: string, map: string, sources: CodeSources, work: () => Value): Outcome<Value> {
  try {
    return { value: holdProcess(work) };
  } catch (thrown) {
    const location = locateThrown(thrown, file, map, sources) ?? sources.location(file, 1, 1);
    return { diagnostic: { ...describeThrown(thrown), location } };
  }
}

export function runCommonJs(file: string, code: string): unknown {
  const module: { exports: unknown } = { exports: {} };
  const parameters = ['exports', 'require', 'module', '__filename', '__dirname'];
  const run = vm.compileFunction(code, parameters, { filename: file });
  run.call(module.exports, module.exports, requireOf(file), module, file, path.dirname(file));
  return module.exports;
}

/** `require` of a file. For this package it gives the copy that is running: to load it again would take longer than the code itself. */
function requireOf(file: string): NodeJS.Require {
  const requireOfFile = createRequire(file);
  const own = require.resolve(OWN_PACKAGE);
  const load = (request: string): unknown => (request === own ? require('../index') : requireOfFile(request));
  return Object.assign(load, requireOfFile);
}

function noDefaultExport(file: string, sources: CodeSources): Diagnostic {
  const isPlatform = path.basename(file).startsWith('platform.');
  return {
    rule: 'no-default-export',
    message: `${sources.root.nameOf(file)} has no default export.`,
    remedy: `End it with \`export default ${isPlatform ? 'definePlatform' : 'defineApp'}({ … })\`.`,
    location: sources.location(file, 1, 1),
  };
}

export function describeThrown(thrown: unknown): Omit<Diagnostic, 'location'> {
  const code = codeOf(thrown);
  if (code === 'MODULE_NOT_FOUND')
    return {
      rule: 'package-missing',
      message: `${firstLine(thrown)}.`,
      remedy: "Add the package to the dependencies of the fleet's package.json and install it.",
    };
  if (code === 'ERR_REQUIRE_ESM' || code === 'ERR_REQUIRE_ASYNC_MODULE')
    return {
      rule: 'package-not-loadable',
      message: 'A package that this imports consists of ES modules alone.',
      remedy: 'Use a version or an entry of it that works with `require`.',
    };
  return {
    rule: 'code-throws',
    message: `The code threw while it ran: ${firstLine(thrown)}.`,
    remedy: 'Correct what throws; the place is the last one in the fleet before it was thrown.',
  };
}

function codeOf(thrown: unknown): unknown {
  return typeof thrown === 'object' && thrown !== null && 'code' in thrown ? thrown.code : undefined;
}

function firstLine(thrown: unknown): string {
  const text = thrown instanceof Error || isErrorLike(thrown) ? `${thrown.name}: ${thrown.message}` : printed(thrown);
  const line = text.split('\n', 1)[0] ?? '';
  const cut = line.length > 300 ? `${line.slice(0, 300)}…` : line;
  return cut.replace(/\.$/, '');
}

/** An error of another realm is not an instance of this realm's `Error`. */
function isErrorLike(thrown: unknown): thrown is Error {
  return typeof thrown === 'object' && thrown !== null && 'message' in thrown && 'name' in thrown;
}

function printed(thrown: unknown): string {
  const isScalar = thrown === null || (typeof thrown !== 'object' && typeof thrown !== 'function');
  return isScalar ? String(thrown) : `a value of type ${typeof thrown}`;
}
