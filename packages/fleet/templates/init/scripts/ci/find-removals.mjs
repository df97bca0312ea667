// Finds the stacks that left the fleet and may still exist in a target, for deploy.yml to destroy. Writes a snapshot of each commit whose
// files they are destroyed with into $SNAPSHOTS. The code of those commits runs here, without credentials.
//
// A target may have the stacks of these commits: the commit of `deployed/removals`, whose removals are done, and each commit whose
// deployment to the target started since. The tag `deploying/<target>/<commit>` records the start, before anything is applied. This covers
// deployments that failed halfway, and targets that never received a later commit.
import { existsSync, mkdirSync, mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  affectedSince,
  commitsOfHistory,
  isAncestor,
  main,
  run,
  setOutput,
  StepError,
  tagsBelow,
  tryTag,
} from './lib.mjs';

const INSTALL = fileURLToPath(new URL('../../.github/actions/setup/install.sh', import.meta.url));
const PLAIN_NAME = /^[a-z0-9]+(-[a-z0-9]+)*$/;

await main(() => {
  const { sources, tags, later } = findSources();
  setOutput('later', later !== undefined);
  if (later !== undefined) {
    // A stack that left with this commit may be back in the later one.
    console.log(
      `The deployment of ${later} has begun, which is later. Its run destroys the stacks that left the fleet.`,
    );
    setOutput('any', false);
    setOutput('matrix', JSON.stringify({ include: [] }));
    setOutput('begun', '');
    return;
  }
  const removed = findRemoved(sources);
  console.log(
    removed.length === 0 ? 'No stack left the fleet.' : `Left: ${removed.flatMap(({ stacks }) => stacks).join(', ')}.`,
  );
  const digests = new Map([...new Set(removed.map(({ base }) => base))].map((base) => [base, writeSnapshot(base)]));
  const include = removed.map(({ environment, base, stacks }) => ({
    environment,
    base,
    digest: digests.get(base),
    stacks: stacks.join(' '),
  }));
  setOutput('any', include.length > 0);
  setOutput('matrix', JSON.stringify({ include }));
  setOutput('begun', tags.join(' '));
});

/** Returns the commits to compare with, oldest first, each with the targets that may have its stacks (`undefined` for all). */
function findSources() {
  const targetsOf = new Map();
  const head = run('git', ['rev-parse', 'HEAD']).trim();
  const done = tryTag('deployed/removals');
  if (done !== undefined && done !== head && isAncestor(head, done)) return { sources: [], tags: [], later: done };
  if (done !== undefined) assertBefore(done, 'deployed/removals');
  if (done !== undefined) targetsOf.set(done, undefined);
  const tags = [];
  let later;
  for (const tag of tagsBelow('deploying/')) {
    const [, target, commit] = tag.split('/');
    if (commit !== head && isAncestor(head, commit)) {
      later ??= commit;
      continue;
    }
    assertBefore(commit, tag);
    tags.push(tag);
    if (commit === done) continue;
    targetsOf.set(commit, [...(targetsOf.get(commit) ?? []), target]);
  }
  const sources = commitsOfHistory().filter((commit) => targetsOf.has(commit));
  return { tags, later, sources: sources.reverse().map((commit) => ({ commit, targets: targetsOf.get(commit) })) };
}

function assertBefore(commit, tag) {
  if (isAncestor(commit, 'HEAD')) return;
  throw new StepError(
    `The tag ${tag} is at ${commit}, which is not in the history of this commit. Destroy its remaining stacks by hand, then remove the tag.`,
  );
}

/**
 * Returns one entry per target and commit. A stack is destroyed with the files of the last commit that the target may have it from. Within
 * an entry the order is that of `affected`: last deployed first. Stacks that left earlier come first, because no other stack depends on
 * them.
 */
function findRemoved(sources) {
  const lastOf = new Map();
  const entries = new Map();
  for (const { commit, targets } of sources)
    for (const { stack, environment } of affectedSince(commit).removed) {
      const target = environment ?? 'organisation-wide';
      if (!PLAIN_NAME.test(stack) || !PLAIN_NAME.test(target)) throw new Error('A stack has an invalid name.');
      if (targets !== undefined && !targets.includes(target)) continue;
      const key = `${commit} ${target}`;
      const entry = entries.get(key) ?? { environment: target, base: commit, stacks: [] };
      entries.set(key, entry);
      entry.stacks.push(stack);
      lastOf.set(stack, entry);
    }
  return sources
    .flatMap(({ commit }) => [...entries.values()].filter(({ base }) => base === commit).sort(byEnvironment))
    .map((entry) => ({ ...entry, stacks: entry.stacks.filter((stack) => lastOf.get(stack) === entry) }))
    .filter(({ stacks }) => stacks.length > 0);
}

/** Writes the snapshot of a commit with the commit's own generators, and returns its digest. */
function writeSnapshot(commit) {
  const snapshots = process.env.SNAPSHOTS ?? '';
  mkdirSync(snapshots, { recursive: true });
  const folder = join(mkdtempSync(`${snapshots}-`), 'fleet');
  run('git', ['worktree', 'add', '--quiet', '--detach', folder, commit]);
  // Its packages must not be used by later steps.
  run('bash', [INSTALL], { cwd: folder, env: { ...process.env, GITHUB_PATH: '/dev/null' } });
  const program = join(folder, 'node_modules/.bin/goldenpath');
  if (!existsSync(program)) throw new StepError(`The commit ${commit} does not depend on \`@goldenpath/cli\`.`);
  const file = join(snapshots, `${commit}.snapshot`);
  // The last line is the digest.
  return run(program, ['snapshot', '--out', file], { cwd: folder }).trim().split('\n').at(-1);
}

function byEnvironment({ environment: a }, { environment: b }) {
  return a < b ? -1 : 1;
}
