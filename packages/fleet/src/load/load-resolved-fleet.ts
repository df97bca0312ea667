import type { Selection } from '../synth/units';
import { assertKnown, type SelectionOptions } from './assert-known';
import { type LoadContext, loadValidFleet } from './load-valid-fleet';
import type { ResolvedFleet } from './resolved-fleet';
import type { PreviewTemplate } from '../preview/template';
import type { SnapshotUnit } from '../snapshot/format';

/** The facts of a fleet, and with a snapshot its manifests and stacks. */
export interface FactsOfFleet extends ResolvedFleet {
  readonly units?: readonly SnapshotUnit[];
  /** Whether no spec has a mistake. A spec with one is not in the facts. @default it is */
  readonly isFlawless?: boolean;
  /** The objects of previews. @default they are rendered from the facts */
  readonly previews?: readonly PreviewTemplate[];
}

/**
 * Loads the facts of a fleet: from its specs, or from the snapshot that the context names.
 *
 * @param only - Applications whose mistakes count; those of others are ignored. All where it is empty.
 * @throws as `loadValidFleet`, and UserError where the snapshot cannot be used.
 */
export async function loadResolvedFleet(context: LoadContext, only: readonly string[] = []): Promise<FactsOfFleet> {
  if (context.snapshot === undefined) return loadValidFleet(context, only);
  const { readSnapshot } = await import('../snapshot/read-snapshot.js');
  const snapshot = readSnapshot(context.snapshot);
  const names = snapshot.facts.apps.map(({ name }) => name);
  assertKnown('application', only, names);
  return snapshot;
}

/**
 * Loads a fleet of which a part is selected.
 *
 * @throws UserError where a name is not known, and as {@link loadResolvedFleet}.
 */
export async function loadSelection(
  context: LoadContext,
  { apps = [], environments = [] }: SelectionOptions,
): Promise<FactsOfFleet & { readonly selection: Selection }> {
  const fleet = await loadResolvedFleet(context, apps);
  const known = fleet.facts.platform.environments.map(({ name }) => name);
  assertKnown('environment', environments, known);
  return { ...fleet, selection: { apps, environments } };
}
