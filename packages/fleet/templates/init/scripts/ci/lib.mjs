// Functions that the workflows' scripts share: running programs, Git, and the outputs of a step.
import { execFileSync } from 'node:child_process';
import { appendFileSync } from 'node:fs';

/** An error that the user can correct. Its message says how. */
export class StepError extends Error {}

/** Runs a program without a shell and returns its output. `options` are those of Node.js, such as `cwd`. */
export function run(program, args, options = {}) {
  return execFileSync(program, args, {
    ...options,
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

/** Returns what is affected since a commit. For a fleet that was never deployed, that is everything. */
export function affectedSince(base, ...flags) {
  return JSON.parse(runAffected(base, '--format', 'json', ...flags));
}

export function runAffected(base, ...flags) {
  const since = base === undefined ? [] : ['--base', base];
  return run('goldenpath', ['affected', ...since, '--head', 'HEAD', ...flags]);
}

/** Returns the commit of a tag; undefined when there is no such tag. */
export function tryTag(name) {
  try {
    return execFileSync('git', ['rev-parse', '--verify', '--quiet', `refs/tags/${name}^{commit}`], {
      encoding: 'utf8',
    }).trim();
  } catch {
    return undefined;
  }
}

/** Returns the sorted names of the tags with a prefix. */
export function tagsBelow(prefix) {
  return run('git', ['for-each-ref', '--format=%(refname:lstrip=2)', `refs/tags/${prefix}`])
    .split('\n')
    .filter((tag) => tag !== '');
}

/** Returns all commits in the history of HEAD, newest first, children before parents. */
export function commitsOfHistory() {
  return run('git', ['rev-list', '--topo-order', 'HEAD']).trim().split('\n');
}

/** Returns whether a commit is the same as another or one of its ancestors. */
export function isAncestor(older, newer) {
  try {
    execFileSync('git', ['merge-base', '--is-ancestor', older, newer], { stdio: 'ignore' });
    return true;
  } catch (error) {
    if (error.status === 1) return false;
    throw error;
  }
}

/** Sets an output of this step. A value with several lines would be read as several outputs. */
export function setOutput(name, value) {
  if (/[\r\n]/.test(`${name}${value}`)) throw new Error(`The output ${name} has more than one line.`);
  appendFileSync(process.env.GITHUB_OUTPUT, `${name}=${value}\n`);
}

/** Runs a script. A StepError is printed as one line, any other error with its stack. */
export async function main(script) {
  try {
    await script();
  } catch (error) {
    console.error(error instanceof StepError ? error.message : error);
    process.exitCode = 1;
  }
}
