import { spawn } from 'node:child_process';
import { join } from 'node:path';

/** The package as it is installed: child processes run the compiled one. */
const PACKAGE = join(__dirname, '../..');

/** Runs JavaScript in a child process, with the package as `simulator`. */
export function runChild(script: string, prefix = ''): Promise<{ code: number | null; output: string }> {
  const text = `const simulator = require(${JSON.stringify(PACKAGE)});\n${script}`;
  // The shell sets the limits that a test asks for before it becomes the program.
  const child = spawn('/bin/sh', ['-c', `${prefix} exec "$0" -e "$1"`, process.execPath, text]);
  let output = '';
  child.stdout.on('data', (chunk) => (output += String(chunk)));
  child.stderr.on('data', (chunk) => (output += String(chunk)));
  return new Promise((done, failed) => {
    child.on('error', failed);
    child.on('close', (code) => done({ code, output }));
  });
}
