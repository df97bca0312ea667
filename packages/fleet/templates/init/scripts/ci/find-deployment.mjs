// Reports to deploy-target.yml what to do in $TARGET: the difference since the commit of the tag `deployed/<target>`.
import { affectedSince, isAncestor, main, run, runAffected, setOutput, StepError, tryTag } from './lib.mjs';

await main(() => {
  const target = process.env.TARGET ?? '';
  const head = run('git', ['rev-parse', 'HEAD']).trim();
  const base = tryTag(`deployed/${target}`);
  if (base !== undefined && base !== head && isAncestor(head, base)) {
    console.log(`${target} is at ${base} already, which is newer than ${head}. Nothing to do.`);
    return tell('superseded', [], []);
  }
  if (base !== undefined && !isAncestor(base, head))
    throw new StepError(
      `${target} is at ${base}, which is not an ancestor of ${head}. Move the branch to a descendant of it, or remove the tag deployed/${target} to deploy everything.`,
    );
  const affected = affectedSince(base, '--env', target);
  assertPreviousDeployed(affected.targets, target, head);
  const { include } = JSON.parse(runAffected(base, '--env', target, '--format', 'matrix', '--shards', '256'));
  const wave = (number) => include.filter((shard) => shard.wave === number);
  if (include.some((shard) => shard.wave > 2))
    throw new StepError('Stacks depend on each other in more than two waves: add a third job to deploy-target.yml.');
  const work = include.length > 0 ? 'stacks' : affected.manifests.length > 0 ? 'manifests' : 'nothing';
  console.log(
    `Since ${base ?? 'the beginning'}: ${affected.stacks.length} stacks, ${affected.databases.length} databases, ${affected.manifests.length} applications.`,
  );
  tell(work, wave(1), wave(2), affected.databases.length > 0);
});

/** Checks the order of the targets: nothing is deployed to production that is not deployed to the previous target. */
function assertPreviousDeployed(targets, target, head) {
  const previous = targets[targets.indexOf(target) - 1];
  if (previous === undefined) return;
  const there = tryTag(`deployed/${previous}`);
  if (there === undefined || !isAncestor(head, there))
    throw new StepError(`${previous} comes before ${target}, and ${head} is not deployed there yet.`);
}

function tell(work, first, second, databases = false) {
  setOutput('work', work);
  setOutput('first', JSON.stringify({ include: first }));
  setOutput('second', JSON.stringify({ include: second }));
  setOutput('databases', String(databases));
}
