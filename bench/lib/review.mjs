import { execFileSync } from 'node:child_process';
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../scripts/lib/workspace.mjs';
import { fleetSpecs } from './specs.mjs';
import { writeFleet } from './fleet-folder.mjs';
import { best, measureProgram } from './measure.mjs';

const PROGRAM = path.join(root, 'packages', 'cli', 'bin', 'goldenpath.js');

/**
 * Measures reviews of edits in fleets of several sizes, each as a whole process with all that it starts, and beside them what could
 * be run instead: synthesise what was and what is, and compare the folders.
 *
 * @returns for each size, the measurements by step.
 */
export async function measureReviews({ folder, repeat, sizes }) {
  const measured = [];
  for (const count of sizes) {
    process.stderr.write(`${count} applications…\n`);
    measured.push({ count, ...(await measureFleet(path.join(folder, `reviewed-${count}`), count, repeat)) });
  }
  return measured;
}

async function measureFleet(home, count, repeat) {
  writeFleet(home, count, path.join(root, 'platform.yaml'));
  git(home, 'init', '--quiet', '--initial-branch=main');
  git(home, 'add', '--all');
  git(home, '-c', 'user.name=bench', '-c', 'user.email=bench@example.org', 'commit', '--quiet', '--message', 'fleet');
  const { name } = fleetSpecs(count).find(({ kind }) => kind === 'backend-app-rds');
  appendFileSync(path.join(home, 'apps', name, 'app.yaml'), 'args: ["--edited"]\n');
  const edited = await best(repeat, () => review(home, '--no-plan'));
  appendFileSync(
    path.join(home, 'apps', name, 'app.yaml'),
    'accept:\n  - rule: secret-loss\n    reason: Measured, not meant\n',
  );
  const planned = await best(repeat, () => review(home));
  git(home, 'checkout', '--quiet', '.');
  const platform = path.join(home, 'platform.yaml');
  writeFileSync(platform, readFileSync(platform, 'utf8').replace('className: kong', 'className: traefik'));
  const all = await best(repeat, () => review(home, '--no-plan'));
  const instead = await best(1, () => synthesiseAndCompare(home));
  return { edited, planned, all, instead };
}

/** A finding that blocks ends with 1: that is an answer as well. */
function review(home, ...flags) {
  const words = [process.execPath, PROGRAM, 'review', '--base', 'main', ...flags].map((word) => `'${word}'`).join(' ');
  return measureProgram('/bin/sh', ['-c', `${words} || [ $? -eq 1 ]`], { cwd: home });
}

function synthesiseAndCompare(home) {
  const synth = (out) => `'${process.execPath}' '${PROGRAM}' synth --quiet --out ../${out}`;
  const script = [
    'git worktree add --quiet --detach ../before',
    `(cd ../before && ${synth('made-before')})`,
    synth('made-after'),
    '(diff -r ../made-before ../made-after >/dev/null || [ $? -eq 1 ])',
    'git worktree remove --force ../before',
    'rm -rf ../made-before ../made-after',
  ].join(' && ');
  return measureProgram('/bin/sh', ['-c', script], { cwd: home });
}

function git(cwd, ...args) {
  execFileSync('git', args, { cwd });
}
