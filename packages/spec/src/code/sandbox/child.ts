// The program of the child process that runs the code of specs. See docs/adr/0037.
import * as fs from 'node:fs';
import { types } from 'node:util';
import * as vm from 'node:vm';
import { holdProcess } from '../hold-process';
import { plainData } from '../plain-data';
import { describeThrown, stackOf } from '../describe-thrown';
import { runCommonJs } from '../run-common-js';
import {
  type CodeOutcome,
  MAX_LINE,
  MESSAGES,
  type SandboxFile,
  type SandboxJob,
  type SandboxMessage,
} from './protocol';
import { restrictProcess } from './restrict-process';
import { broken, tooLarge, tooLong } from './stopped';
import { observeSurroundings, type Surroundings } from './surroundings';

const MOST_STACK = 20_000;

/** Runs each file to its end. Then the process exits at once, so callbacks that the code left in the event loop never run. */
function main({ token, timeoutMs, files }: SandboxJob): void {
  // Saved now, because the code of a spec may change globals.
  const { writeSync } = fs;
  const { stringify } = JSON;
  const { reallyExit } = process as unknown as { reallyExit(code: number): never };
  const end = reallyExit.bind(process);
  const tell = (message: SandboxMessage): void => writeAll(writeSync, `${asLine(message, stringify)}\n`);
  restrictProcess();
  const surroundings = observeSurroundings();
  for (const [index, file] of files.entries()) {
    tell({ token, begins: index });
    tell({ token, ends: index, outcome: withinTime(file, timeoutMs, surroundings) });
  }
  end(0);
}

function writeAll(writeSync: typeof fs.writeSync, text: string): void {
  const bytes = Buffer.from(text);
  for (let written = 0; written < bytes.length;) written += writeSync(MESSAGES, bytes, written);
}

/** A script that Node.js stops after a time limit. It calls the function in this global. */
const CALL = new vm.Script('globalThis.__goldenpathRun()');

function withinTime(file: SandboxFile, timeoutMs: number, surroundings: Surroundings): CodeOutcome {
  let outcome: CodeOutcome | undefined;
  const run = (): void => {
    Reflect.deleteProperty(globalThis, '__goldenpathRun');
    outcome = outcomeOf(file, surroundings);
  };
  Object.defineProperty(globalThis, '__goldenpathRun', { value: run, configurable: true });
  try {
    CALL.runInThisContext({ timeout: timeoutMs });
  } catch (error) {
    const isTooLong = (error as { code?: unknown } | null)?.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT';
    outcome = { kind: 'stopped', problem: isTooLong ? tooLong(timeoutMs) : broken('threw what cannot be read') };
  }
  return outcome ?? { kind: 'stopped', problem: broken('never ran') };
}

function outcomeOf({ file, code }: SandboxFile, { observe, note }: Surroundings): CodeOutcome {
  try {
    return holdProcess(() => {
      const { result, isUsed } = observe(() => exportOf(runCommonJs(file, code, note)));
      return result.kind === 'data' ? { ...result, isRepeatable: !isUsed } : result;
    });
  } catch (thrown) {
    return { kind: 'thrown', problem: describeThrown(thrown), stack: stackOf(thrown).slice(0, MOST_STACK) };
  }
}

function exportOf(exported: unknown): CodeOutcome {
  if (typeof exported !== 'object' || exported === null || !('default' in exported))
    return { kind: 'no-default-export' };
  const value: unknown = exported.default;
  if (types.isPromise(value)) return { kind: 'promise' };
  const copied = plainData(value);
  return 'problems' in copied
    ? { kind: 'not-data', problems: copied.problems }
    : { kind: 'data', value: copied.value, isRepeatable: false };
}

function asLine(message: SandboxMessage, stringify: typeof JSON.stringify): string {
  const line = stringify(message);
  if (line.length <= MAX_LINE || 'begins' in message) return line;
  return stringify({ ...message, outcome: { kind: 'stopped', problem: tooLarge() } satisfies CodeOutcome });
}

main(JSON.parse(fs.readFileSync(0, 'utf8')) as SandboxJob);
