import * as fs from 'node:fs';
import * as path from 'node:path';
import { createColors } from 'picocolors';
import type { CommandContext } from './command';

/** How the process ends where no command can say what is wrong. */
export interface EndProcess {
  /** Ends it at once, with an error of the user. */
  readonly end: (message: string) => never;
  /** Prints an error of the user. The process ends with it when the command has ended. */
  readonly fail: (message: string) => void;
}

/** Creates the context of a command from this process. No other code reads `process`. */
export function processContext({ end, fail }: EndProcess): CommandContext {
  const cwd = workingFolder(end);
  const env = takeCredentials();
  const isCi = env['CI'] !== undefined && env['CI'] !== '' && env['CI'] !== 'false';
  const noColor = env['NO_COLOR'] !== undefined && env['NO_COLOR'] !== '';
  const outputClosed = closedOutput(fail);
  // Git and Terraform run in other folders, where a relative path would have another meaning.
  for (const name of ['TMPDIR', 'TMP', 'TEMP'])
    if (env[name] !== undefined && env[name] !== '') env[name] = process.env[name] = path.resolve(env[name]);
  return {
    cwd,
    stdout: (text) => void process.stdout.write(text),
    stderr: (text) => void process.stderr.write(text),
    colors: createColors(process.stdout.isTTY === true && !noColor && env['TERM'] !== 'dumb'),
    // A terminal without a known width, such as a serial console, reports 0.
    ...(process.stdout.isTTY === true && { columns: process.stdout.columns || 80 }),
    isInteractive: process.stdin.isTTY === true && process.stdout.isTTY === true && !isCi,
    sharesOutput: isSameFile(1, 2),
    outputClosed,
    showProgress: process.stderr.isTTY === true && !isCi && env['TERM'] !== 'dumb',
    env,
    readInput: async () => {
      const parts: Buffer[] = [];
      for await (const part of process.stdin) parts.push(part as Buffer);
      return Buffer.concat(parts);
    },
  };
}

/** Returns a signal that is aborted when the reader of stdout, such as `head`, has closed the pipe. That is not an error. */
function closedOutput(fail: EndProcess['fail']): AbortSignal {
  const closed = new AbortController();
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE')
      fail(`The output cannot be written: ${error.message}. Send it to another file, or free some space.`);
    closed.abort();
  });
  // Nothing can be said where this cannot be written. The exit code says it.
  process.stderr.on('error', () => undefined);
  return closed.signal;
}

function workingFolder(end: EndProcess['end']): string {
  try {
    return fs.realpathSync(process.cwd());
  } catch {
    return end('The current folder no longer exists, or cannot be read. Change to another folder, and run this again.');
  }
}

/** Whether two descriptors write to the same terminal, file or pipe. */
function isSameFile(one: number, other: number): boolean {
  try {
    // With big integers: the plain ones of a pipe stay in memory that Node's loader reads, which then does not follow links.
    const [first, second] = [fs.fstatSync(one, { bigint: true }), fs.fstatSync(other, { bigint: true })];
    return first.ino !== 0n && first.ino === second.ino && first.dev === second.dev;
  } catch {
    // A closed descriptor is not a file.
    return false;
  }
}

/** Names of variables that contain credentials. */
const CREDENTIAL =
  /TOKEN|PASSWORD|PASSWD|SECRET|CREDENTIAL|PRIVATE|API_?KEY|ACCESS_?KEY|^AWS_|^TF_VAR_|^GIT_CONFIG_VALUE_/i;

/**
 * Returns the whole environment, for child processes, and removes the credentials from this process: extensions run in it.
 */
function takeCredentials(): NodeJS.ProcessEnv {
  const env = { ...process.env };
  for (const name of Object.keys(env)) if (CREDENTIAL.test(name)) Reflect.deleteProperty(process.env, name);
  return env;
}
