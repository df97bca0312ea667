import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const REPORTER = fileURLToPath(new URL('../report-usage.cjs', import.meta.url));
const GNU_TIME = '/usr/bin/time';

/**
 * Runs a Node program as a user would, and measures the whole process with all its threads.
 *
 * @returns `{ seconds, cpuSeconds, peakBytes }`
 * @throws Error with what the program said, where it fails: a time of something that failed says nothing.
 */
export async function measureNode(args, options = {}) {
  const folder = mkdtempSync(path.join(tmpdir(), 'bench-usage-'));
  const usageFile = path.join(folder, 'usage.json');
  try {
    const env = { ...process.env, BENCH_USAGE_FILE: usageFile };
    const seconds = await run(process.execPath, ['--require', REPORTER, ...args], { ...options, env });
    return { seconds, ...JSON.parse(readFileSync(usageFile, 'utf8')) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The same of any other program; CPU and memory only where GNU time is there. */
export async function measureProgram(program, args, options = {}) {
  if (!existsSync(GNU_TIME)) return { seconds: await run(program, args, options) };
  const folder = mkdtempSync(path.join(tmpdir(), 'bench-usage-'));
  const usageFile = path.join(folder, 'usage');
  try {
    const timed = ['--output', usageFile, '--format', '%U %S %M', program, ...args];
    const seconds = await run(GNU_TIME, timed, options);
    const [user, system, kilobytes] = readFileSync(usageFile, 'utf8').trim().split(' ').map(Number);
    return { seconds, cpuSeconds: user + system, peakBytes: kilobytes * 1024 };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The least of several runs, in each respect: what else the machine does only ever adds. */
export async function best(times, measureOnce) {
  const runs = [];
  for (let index = 0; index < times; index += 1) runs.push(await measureOnce(index));
  const least = (key) => (runs[0][key] === undefined ? undefined : Math.min(...runs.map((one) => one[key])));
  return { ...runs[0], seconds: least('seconds'), cpuSeconds: least('cpuSeconds'), peakBytes: least('peakBytes') };
}

function run(program, args, options) {
  return new Promise((resolve, reject) => {
    const start = performance.now();
    const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'], ...options });
    const said = [];
    child.stderr.on('data', (chunk) => said.push(chunk));
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve((performance.now() - start) / 1000);
      else reject(new Error(`${program} ${args.join(' ')} ended with ${code}:\n${Buffer.concat(said).toString()}`));
    });
  });
}
