// Tells deploy.yml which stacks left the fleet since the commit of the tag `deployed/removals`, and have to be destroyed.
import { affectedSince, isAncestor, main, setOutput, StepError, tryTag } from './lib.mjs';

const PLAIN_NAME = /^[a-z0-9]+(-[a-z0-9]+)*$/;

await main(() => {
  const base = tryTag('deployed/removals');
  if (base !== undefined && !isAncestor(base, 'HEAD'))
    throw new StepError(
      `The stacks that left were last destroyed at ${base}, which this commit does not come after. Destroy by hand what is left, and remove the tag deployed/removals.`,
    );
  // Where nothing was ever recorded, nothing is known to have been there.
  const removed = base === undefined ? [] : affectedSince(base).removed;
  const include = byEnvironment(removed).map(([environment, stacks]) => ({
    environment,
    base,
    stacks: stacks.join(' '),
  }));
  console.log(
    removed.length === 0 ? 'No stack left the fleet.' : `Left: ${removed.map(({ stack }) => stack).join(', ')}.`,
  );
  setOutput('any', include.length > 0);
  setOutput('matrix', JSON.stringify({ include }));
});

/** The order within an environment stays: the last deployed first. */
function byEnvironment(removed) {
  const environments = new Map();
  for (const { stack, environment } of removed) {
    const name = environment ?? 'organisation-wide';
    if (!PLAIN_NAME.test(stack) || !PLAIN_NAME.test(name))
      throw new Error('A stack has a name that no stack can have.');
    environments.set(name, [...(environments.get(name) ?? []), stack]);
  }
  return [...environments].sort(([a], [b]) => (a < b ? -1 : 1));
}
