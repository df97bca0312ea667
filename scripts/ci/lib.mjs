// What the scripts of the workflows share: the program, git, and how a step tells the next one something.
import { execFileSync } from 'node:child_process';
import { appendFileSync } from 'node:fs';

/** A person can set it right: its message says how. */
export class StepError extends Error {}

/** Runs a program without a shell, and gives back what it printed. `options` are those of Node, such as `cwd`. */
export function run(program, args, options = {}) {
  return execFileSync(program, args, {
    ...options,
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

/** What is affected since a commit; of a fleet that has never been deployed, everything. */
export function affectedSince(base, ...flags) {
  return JSON.parse(runAffected(base, '--format', 'json', ...flags));
}

export function runAffected(base, ...flags) {
  const since = base === undefined ? [] : ['--base', base];
  return run('goldenpath', ['affected', ...since, '--head', 'HEAD', ...flags]);
}

/** The commit that a tag names here; undefined where there is no such tag. */
export function tryTag(name) {
  try {
    return execFileSync('git', ['rev-parse', '--verify', '--quiet', `refs/tags/${name}^{commit}`], {
      encoding: 'utf8',
    }).trim();
  } catch {
    return undefined;
  }
}

/** The names of the tags that begin so, sorted. */
export function tagsBelow(prefix) {
  return run('git', ['for-each-ref', '--format=%(refname:lstrip=2)', `refs/tags/${prefix}`])
    .split('\n')
    .filter((tag) => tag !== '');
}

/** All commits of the history of HEAD, the newest first; no parent before its child. */
export function commitsOfHistory() {
  return run('git', ['rev-list', '--topo-order', 'HEAD']).trim().split('\n');
}

/** Whether one commit is another, or comes before it. */
export function isAncestor(older, newer) {
  try {
    execFileSync('git', ['merge-base', '--is-ancestor', older, newer], { stdio: 'ignore' });
    return true;
  } catch (error) {
    if (error.status === 1) return false;
    throw error;
  }
}

/** Sets an output of this step. A value of more than one line would be read as several outputs. */
export function setOutput(name, value) {
  if (/[\r\n]/.test(`${name}${value}`)) throw new Error(`The output ${name} has more than one line.`);
  appendFileSync(process.env.GITHUB_OUTPUT, `${name}=${value}\n`);
}

/** Runs a script: what a person can set right is told in a line, anything else with where it came from. */
export async function main(script) {
  try {
    await script();
  } catch (error) {
    console.error(error instanceof StepError ? error.message : error);
    process.exitCode = 1;
  }
}
