import * as fs from 'node:fs';
import * as path from 'node:path';
import { createColors } from 'picocolors';
import type { CommandContext } from './command';

/** Creates the context of a command from this process. No other code reads `process`. */
export function processContext(): CommandContext {
  const env = takeCredentials();
  const isCi = env['CI'] !== undefined && env['CI'] !== '' && env['CI'] !== 'false';
  const noColor = env['NO_COLOR'] !== undefined && env['NO_COLOR'] !== '';
  const outputClosed = closedOutput();
  // Git and Terraform run in other folders, where a relative path would have another meaning.
  for (const name of ['TMPDIR', 'TMP', 'TEMP'])
    if (env[name] !== undefined && env[name] !== '') env[name] = process.env[name] = path.resolve(env[name]);
  return {
    cwd: fs.realpathSync(process.cwd()),
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
function closedOutput(): AbortSignal {
  const closed = new AbortController();
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    closed.abort();
  });
  process.stderr.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  return closed.signal;
}

/** Whether two descriptors write to the same terminal, file or pipe. */
function isSameFile(one: number, other: number): boolean {
  try {
    // With big integers: the plain ones of a pipe stay in memory that Node's loader reads, which then does not follow links.
    const [first, second] = [fs.fstatSync(one, { bigint: true }), fs.fstatSync(other, { bigint: true })];
    return first.ino !== 0n && first.ino === second.ino && first.dev === second.dev;
  } catch {
    // A closed descriptor is no file.
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
