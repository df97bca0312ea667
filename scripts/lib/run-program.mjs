import { spawn } from 'node:child_process';
import { root } from './workspace.mjs';

/**
 * Runs a program in the workspace's folder and returns `{ code, output }`. Shows `label` on a terminal while it runs, and nothing in a
 * pipe. `code` is undefined when the program could not be started.
 */
export async function runProgram(command, args, { label, ...options } = {}) {
  const progress = label ? showProgress(label) : undefined;
  try {
    return await new Promise((resolve) => {
      const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], ...options });
      const chunks = [];
      child.stdout.on('data', (chunk) => chunks.push(chunk));
      child.stderr.on('data', (chunk) => chunks.push(chunk));
      child.on('error', (error) => resolve({ code: undefined, output: String(error.message) }));
      child.on('close', (code) => resolve({ code: code ?? 1, output: Buffer.concat(chunks).toString('utf8') }));
    });
  } finally {
    progress?.();
  }
}

function showProgress(label) {
  if (!process.stderr.isTTY) return () => {};
  const start = performance.now();
  const show = (ending) =>
    process.stderr.write(`\r${label}… ${Math.round((performance.now() - start) / 1000)} s${ending}`);
  show('');
  const timer = setInterval(show, 1000, '');
  return () => {
    clearInterval(timer);
    show('\n');
  };
}
