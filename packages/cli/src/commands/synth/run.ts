import { parseShard, shownPath, type Synthesis } from '@goldenpath/fleet';
import { collectSooner } from '../../engine-flags';
import type { CommandContext, ExitCode } from '../../command';
import { openCommandFleet } from '../../open-command-fleet';
import { jsonText } from '../../output/json';
import { progressLine } from '../../output/progress';
import type { SynthFlags } from './flags';
import { checkText, summaryText } from './render';

/** From so many applications on, memory matters more than CPU time. */
const MANY_APPLICATIONS = 2000;

/** Generates the manifests and stacks of the fleet. With `check`, lists the files that are out of date instead. */
export async function synth(flags: SynthFlags, context: CommandContext): Promise<ExitCode> {
  const { out, only, env, shard, plane, check = false, verify = false } = flags;
  const progress = progressLine(check ? 'Checking' : 'Synthesising', context);
  const fleet = openCommandFleet(flags, context, {
    onProgress: (event) => {
      if (event.kind === 'specs' && event.all >= MANY_APPLICATIONS) collectSooner();
      if (event.kind === 'units') progress.update(event.done, event.all);
    },
  });
  const options = {
    check,
    verify,
    ...(out !== undefined && { out }),
    ...(only !== undefined && { apps: only }),
    ...(env !== undefined && { environments: env }),
    ...(shard !== undefined && { shard: parseShard(shard) }),
    ...(plane !== undefined && { plane }),
  };
  const synthesis = await fleet.synth(options).finally(progress.end);
  warnAboutOrphans(synthesis, context);
  if (flags.json === true) context.stdout(jsonText(synthesisData(synthesis)));
  else if (check) context.stdout(checkText(synthesis, context));
  else if (flags.quiet !== true) context.stdout(summaryText(synthesis, context));
  const { catalog } = synthesis;
  const differs =
    synthesis.trees.some(({ changes }) => changes.changes.length > 0) ||
    catalog?.found === 'missing' ||
    catalog?.found === 'differs';
  return check && differs ? 1 : 0;
}

function warnAboutOrphans({ trees }: Synthesis, { stderr, cwd }: CommandContext): void {
  for (const { root, changes } of trees)
    for (const file of changes.keptOrphans)
      stderr(
        `${shownPath(`${root}/${file}`, cwd)} is no longer generated, but it was edited by hand. The file is kept and will not be updated.\n`,
      );
}

function synthesisData({ check, trees, catalog }: Synthesis) {
  return {
    check,
    trees: trees.map(({ tree, root, changes }) => ({ tree, root, changes: changes.changes })),
    ...(catalog !== undefined && { catalog }),
  };
}
