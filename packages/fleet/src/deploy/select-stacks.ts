import * as path from 'node:path';
import { readStacks, type Stack } from '@goldenpath/deploy';
import type { Registry } from '@goldenpath/extension';
import type { FleetFacts } from '@goldenpath/model';
import { readCompleteTree } from '@goldenpath/output';
import type { FleetContext } from '../context';
import { assertKnown, loadSelection, type SelectionOptions } from '../load/load-valid-fleet';
import { generatorFingerprint } from '../synth/fingerprint';
import { plannedFleet } from '../synth/planned-fleet';
import { synthesise } from '../synth/synthesise';
import { assertOutsideApps, outputs } from '../synth/trees';
import { isWholeFleet, type Selection, selects } from '../synth/units';
import { simulatedFolderIn } from './simulated-folder';

/** Which stacks of a fleet to run. */
export interface StackOptions extends SelectionOptions {
  /** The output folder. @default beside the platform file */
  readonly out?: string;
  /** Names of stacks. @default all */
  readonly stacks?: readonly string[];
}

/** Stacks to run, and the fleet that they are of. */
export interface SelectedStacks {
  readonly stacks: readonly Stack[];
  readonly facts: FleetFacts;
  readonly registry: Registry;
  /** The folder of a simulated cloud of this fleet. */
  readonly simulatedFolder: string;
}

/** Synthesises the stacks that the options select. */
export async function selectStacks(context: FleetContext, options: StackOptions): Promise<SelectedStacks> {
  const { source } = context;
  const { out, stacks: names } = options;
  const written = outputs(out, undefined, source.platformFile, context);
  assertOutsideApps(written, source.appsFolder);
  const root = written[0]?.roots.stacks ?? '';
  const { facts, registry, selection } = await loadSelection(context, options);
  const fleet = plannedFleet({ facts, registry }, generatorFingerprint(registry));
  await synthesise(fleet, { output: { roots: { stacks: root } }, selection, check: false, context });
  const all = readStacks(root);
  const selected = selectedBy(selection, all, root);
  assertKnown(
    'stack',
    names ?? [],
    selected.map(({ name }) => name),
  );
  const named = names === undefined ? selected : selected.filter(({ name }) => names.includes(name));
  return { stacks: named, facts, registry, simulatedFolder: simulatedFolderIn(path.dirname(root), out !== undefined) };
}

/** What each stack was generated for stands in the record of the tree, which also says that all of it is there. */
function selectedBy(selection: Selection, stacks: readonly Stack[], root: string): readonly Stack[] {
  const tree = readCompleteTree(root);
  if (isWholeFleet(selection)) return stacks;
  const units = new Map(tree.files.map(({ path: file, unit }) => [path.join(tree.root, file), unit]));
  return stacks.filter(({ file }) => selects(selection, units.get(file) ?? ''));
}
