import * as path from 'node:path';
import { readStacks, type Stack } from '@goldenpath/deploy';
import type { Registry } from '@goldenpath/extension';
import type { FleetFacts } from '@goldenpath/model';
import { readCompleteTree } from '@goldenpath/output';
import type { FleetContext } from '../context';
import { type FactsOfFleet, loadSelection } from '../load/load-resolved-fleet';
import { assertKnown, type SelectionOptions } from '../load/assert-known';
import { restoreStacks } from '../snapshot/restore-stacks';
import { generatorFingerprint } from '../synth/fingerprint';
import { plannedFleet } from '../synth/planned-fleet';
import { synthesise } from '../synth/synthesise';
import { assertOutsideApps, outputs } from '../synth/trees';
import { isWholeFleet, type Selection, selects } from '../synth/units';
import { simulatedFolderIn } from './simulated-folder';

/** A selection of stacks. */
export interface StackOptions extends SelectionOptions {
  /** The output folder. @default next to the platform file */
  readonly out?: string;
  /** Names of stacks. @default all */
  readonly stacks?: readonly string[];
  /** Sources of providers that the stacks of a snapshot may require besides those of the built-in parts. @default none */
  readonly allowProviders?: readonly string[];
}

/** The selected stacks and their fleet. */
export interface SelectedStacks {
  readonly stacks: readonly Stack[];
  readonly facts: FleetFacts;
  readonly registry: Registry;
  /** The folder of this fleet's simulated cloud. */
  readonly simulatedFolder: string;
}

/** Synthesises the stacks that the options select. */
export async function selectStacks(context: FleetContext, options: StackOptions): Promise<SelectedStacks> {
  const { source } = context;
  const { out, stacks: names } = options;
  const written = outputs(out, undefined, source.platformFile, context);
  assertOutsideApps(written, source.appsFolder);
  const root = written[0]?.roots.stacks ?? '';
  const fleet = await loadSelection(context, options);
  const { facts, registry, selection } = fleet;
  await writeStacks(fleet, root, options, context);
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

/** Writes the stacks: generated from the specs, or as the snapshot has them. */
async function writeStacks(
  { facts, registry, units, selection }: FactsOfFleet & { readonly selection: Selection },
  root: string,
  { allowProviders }: StackOptions,
  context: FleetContext,
): Promise<void> {
  if (units !== undefined) return restoreStacks(units, root, allowProviders);
  const fleet = plannedFleet({ facts, registry }, generatorFingerprint(registry));
  await synthesise(fleet, { output: { roots: { stacks: root } }, selection, check: false, context });
}

/** Selects by the record of the tree, which lists the scope of each stack and whether the tree is complete. */
function selectedBy(selection: Selection, stacks: readonly Stack[], root: string): readonly Stack[] {
  const tree = readCompleteTree(root);
  if (isWholeFleet(selection)) return stacks;
  const units = new Map(tree.files.map(({ path: file, unit }) => [path.join(tree.root, file), unit]));
  return stacks.filter(({ file }) => selects(selection, units.get(file) ?? ''));
}
