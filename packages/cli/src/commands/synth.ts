import {
  SIMULATED_WORLD,
  UsageError,
  fleetSource,
  openSelection,
  synthesise,
  type TreeResult,
  parseShard,
  assertOutsideApps,
  outputs,
  type Plane,
  shownPath,
} from '@goldenpath/fleet';
import type { CommandContext, ExitCode, FleetFlags } from '../command';
import { progressLine } from '../output/progress';
import { summaryText } from '../output/summary';

export interface SynthFlags extends FleetFlags {
  readonly out?: string;
  readonly only?: readonly string[];
  readonly env?: readonly string[];
  /** `i/N`: one of N parts of the fleet. */
  readonly shard?: string;
  readonly check?: boolean;
  readonly plane?: string;
  readonly quiet?: boolean;
}

/** Makes manifests and stacks of the fleet; with `check`, tells whether what is there is what would be made. */
export async function synth(flags: SynthFlags, context: CommandContext): Promise<ExitCode> {
  const source = fleetSource(flags, context);
  const written = outputs(folderOf(flags), planeOf(flags), source.platformFile, context);
  assertOutsideApps(written, source.appsFolder);
  const shard = flags.shard === undefined ? {} : { shard: parseShard(flags.shard) };
  const opened = await openSelection(source, flags);
  const { facts } = opened;
  const selection = { ...opened.selection, ...shard };
  const check = flags.check ?? false;
  const progress = progressLine(check ? 'Checking' : 'Synthesising', context);
  const results: TreeResult[] = [];
  for (const output of written)
    results.push(
      ...(await synthesise(facts, { output, selection, check, onProgress: progress.update }).finally(progress.end)),
    );
  warnAboutOrphans(results, context);
  const stacks = results.find(({ tree }) => tree === 'stacks');
  if (stacks !== undefined && context.env[SIMULATED_WORLD] !== undefined && !check) {
    const { moveIntoSimulatedWorld } = await import('@goldenpath/fleet');
    moveIntoSimulatedWorld(stacks.root, context.env);
  }
  const differs = results.some(({ changes }) => changes.changes.length > 0);
  if (flags.json === true) context.stdout(`${JSON.stringify(jsonResult(results, check), null, 2)}\n`);
  else if (check) context.stdout(checkText(results, context));
  else if (flags.quiet !== true) context.stdout(summaryText(facts, results, selection, context));
  return check && differs ? 1 : 0;
}

function warnAboutOrphans(results: readonly TreeResult[], { stderr, cwd }: CommandContext): void {
  for (const { root, changes } of results)
    for (const file of changes.keptOrphans)
      stderr(
        `${shownPath(`${root}/${file}`, cwd)} is generated no more, but somebody edited it: it stays, and is no longer kept in step.\n`,
      );
}

/** An empty name is a script's variable that was never set, not a wish for the folder that it runs in. */
function folderOf({ out }: SynthFlags): string | undefined {
  if (out === '') throw new UsageError('`--out` names no folder.', 'Name one, or leave `--out` out.');
  return out;
}

function planeOf({ plane }: SynthFlags): Plane | undefined {
  if (plane === undefined || plane === 'manifests' || plane === 'infra') return plane;
  throw new UsageError(`There is no plane ${JSON.stringify(plane)}.`, 'Use `manifests` or `infra`.');
}

function jsonResult(results: readonly TreeResult[], check: boolean): unknown {
  return {
    check,
    trees: results.map(({ tree, root, changes }) => ({ tree, root, changes: changes.changes })),
  };
}

function checkText(results: readonly TreeResult[], { cwd }: CommandContext): string {
  const lines = results.flatMap(({ root, changes }) =>
    changes.changes.map(({ path, change }) => `${change.padEnd(8)} ${shownPath(`${root}/${path}`, cwd)}`),
  );
  if (lines.length === 0) return 'What is there is what would be made.\n';
  return `${lines.join('\n')}\n${lines.length} ${lines.length === 1 ? 'file differs' : 'files differ'}: run \`goldenpath synth\`.\n`;
}
