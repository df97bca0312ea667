// Tells deploy-target.yml what there is to do in $TARGET: what differs since the commit of the tag `deployed/<target>`.
import { affectedSince, isAncestor, main, run, runAffected, setOutput, StepError, tryTag } from './lib.mjs';

await main(() => {
  const target = process.env.TARGET ?? '';
  const head = run('git', ['rev-parse', 'HEAD']).trim();
  const base = tryTag(`deployed/${target}`);
  if (base !== undefined && base !== head && isAncestor(head, base)) {
    console.log(`${target} is at ${base} already, which comes after ${head}: there is nothing to do.`);
    return tell('superseded', [], []);
  }
  if (base !== undefined && !isAncestor(base, head))
    throw new StepError(
      `${target} is at ${base}, which ${head} does not come after. Bring the branch to a commit that does, or remove the tag deployed/${target} to deploy everything.`,
    );
  const affected = affectedSince(base, '--env', target);
  assertPreviousDeployed(affected.targets, target, head);
  const { include } = JSON.parse(runAffected(base, '--env', target, '--format', 'matrix', '--shards', '256'));
  const wave = (number) => include.filter((shard) => shard.wave === number);
  if (include.some((shard) => shard.wave > 2))
    throw new StepError('Stacks depend on each other in more than two waves: give deploy-target.yml a third job.');
  const work = include.length > 0 ? 'stacks' : affected.manifests.length > 0 ? 'manifests' : 'nothing';
  console.log(
    `Since ${base ?? 'the beginning'}: ${affected.stacks.length} stacks, ${affected.manifests.length} applications.`,
  );
  tell(work, wave(1), wave(2));
});

/** That targets come in the platform's order is checked here: nothing reaches production that was not where it should be first. */
function assertPreviousDeployed(targets, target, head) {
  const previous = targets[targets.indexOf(target) - 1];
  if (previous === undefined) return;
  const there = tryTag(`deployed/${previous}`);
  if (there === undefined || !isAncestor(head, there))
    throw new StepError(`${previous} comes before ${target}, and ${head} is not deployed there yet.`);
}

function tell(work, first, second) {
  setOutput('work', work);
  setOutput('first', JSON.stringify({ include: first }));
  setOutput('second', JSON.stringify({ include: second }));
}
