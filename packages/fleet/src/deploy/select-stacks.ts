import * as path from 'node:path';
import { readStacks, type Stack } from '@goldenpath/deploy';
import type { FleetFacts } from '@goldenpath/model';
import { readCompleteTree } from '@goldenpath/output';
import type { FleetContext, FleetLocation } from '../context';
import { assertKnown, fleetSource, openSelection } from '../load/load-fleet';
import { synthesise } from '../synth/synthesise';
import { assertOutsideApps, outputs } from '../synth/trees';
import { isWholeFleet, type Selection, selects } from '../synth/units';
import { simulatedFolderIn } from './simulated-folder';

/** Which stacks of a fleet to run. */
export interface StackOptions extends FleetLocation {
  /** The output folder. @default beside the platform file */
  readonly out?: string;
  /** Names of applications. @default all */
  readonly only?: readonly string[];
  /** Names of environments. @default all */
  readonly env?: readonly string[];
  /** Names of stacks. @default all */
  readonly stack?: readonly string[];
}

/** Stacks to run, and the fleet that they are of. */
export interface SelectedStacks {
  readonly stacks: readonly Stack[];
  readonly facts: FleetFacts;
  /** Where a simulated world of this fleet is kept. */
  readonly simulatedFolder: string;
}

/** Synthesises what the flags select, as `goldenpath synth` does, and gives back the stacks of it. */
export async function selectStacks(flags: StackOptions, context: FleetContext): Promise<SelectedStacks> {
  const source = fleetSource(flags, context);
  const written = outputs(flags.out, undefined, source.platformFile, context);
  assertOutsideApps(written, source.appsFolder);
  const root = written[0]?.roots.stacks ?? '';
  const { facts, selection } = await openSelection(source, flags);
  const onProgress = (done: number, units: number) => context.onProgress?.({ kind: 'units', done, all: units });
  await synthesise(facts, { output: { roots: { stacks: root } }, selection, check: false, onProgress });
  const all = readStacks(root);
  const selected = selectedBy(selection, all, root);
  assertKnown(
    'stack',
    flags.stack ?? [],
    selected.map(({ name }) => name),
  );
  const named = flags.stack === undefined ? selected : selected.filter(({ name }) => flags.stack?.includes(name));
  return { stacks: named, facts, simulatedFolder: simulatedFolderIn(path.dirname(root), flags.out !== undefined) };
}

/** What each stack was generated for stands in the record of the tree, which also says that all of it is there. */
function selectedBy(selection: Selection, stacks: readonly Stack[], root: string): readonly Stack[] {
  const tree = readCompleteTree(root);
  if (isWholeFleet(selection)) return stacks;
  const units = new Map(tree.files.map(({ path: file, unit }) => [path.join(tree.root, file), unit]));
  return stacks.filter(({ file }) => selects(selection, units.get(file) ?? ''));
}
