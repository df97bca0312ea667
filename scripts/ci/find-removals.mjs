// Finds the stacks that left the fleet and may still exist in a target, for deploy.yml to destroy, and writes a snapshot of each commit
// whose files they are destroyed with into the folder $SNAPSHOTS. The code of that commit runs here, where there is no credential.
//
// What a target may have is what any of these commits has in it: the commit of `deployed/removals`, whose removals are done, and each
// commit whose deployment was begun there since. The tag `deploying/<target>/<commit>` records the beginning, before anything is
// applied. A deployment that failed halfway, and a target that never saw a later commit, are therefore covered.
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
  const { sources, tags } = findSources();
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

/** The commits to compare with, oldest first, each with the targets that may have its stacks (`undefined`: all of them). */
function findSources() {
  const targetsOf = new Map();
  const done = tryTag('deployed/removals');
  if (done !== undefined) assertBefore(done, 'deployed/removals');
  if (done !== undefined) targetsOf.set(done, undefined);
  const tags = [];
  const head = run('git', ['rev-parse', 'HEAD']).trim();
  for (const tag of tagsBelow('deploying/')) {
    const [, target, commit] = tag.split('/');
    // A later run looks after what began after this commit.
    if (commit !== head && isAncestor(head, commit)) continue;
    assertBefore(commit, tag);
    tags.push(tag);
    if (commit === done) continue;
    targetsOf.set(commit, [...(targetsOf.get(commit) ?? []), target]);
  }
  const sources = commitsOfHistory().filter((commit) => targetsOf.has(commit));
  return { tags, sources: sources.reverse().map((commit) => ({ commit, targets: targetsOf.get(commit) })) };
}

function assertBefore(commit, tag) {
  if (isAncestor(commit, 'HEAD')) return;
  throw new StepError(
    `The tag ${tag} is at ${commit}, which is not in the history of this commit. Destroy by hand what is left of it, and remove the tag.`,
  );
}

/**
 * One entry for each target and commit. The files of a stack are those of the last commit that the target may have it from.
 * Within an entry the order is that of `affected`: the last deployed first. Stacks that left earlier come first: others do not
 * depend on them.
 */
function findRemoved(sources) {
  const lastOf = new Map();
  const entries = new Map();
  for (const { commit, targets } of sources)
    for (const { stack, environment } of affectedSince(commit).removed) {
      const target = environment ?? 'organisation-wide';
      if (!PLAIN_NAME.test(stack) || !PLAIN_NAME.test(target))
        throw new Error('A stack has a name that no stack can have.');
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

/** Writes the snapshot of a commit, with the generators of that commit, and returns its digest. */
function writeSnapshot(commit) {
  const snapshots = process.env.SNAPSHOTS ?? '';
  mkdirSync(snapshots, { recursive: true });
  const folder = join(mkdtempSync(`${snapshots}-`), 'fleet');
  run('git', ['worktree', 'add', '--quiet', '--detach', folder, commit]);
  // Its packages are not those of later steps.
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
