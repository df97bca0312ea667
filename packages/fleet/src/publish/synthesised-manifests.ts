import * as path from 'node:path';
import { UserError } from '@goldenpath/errors';
import { type CompleteFile, digest, readCompleteTree } from '@goldenpath/output';
import type { AppFacts, Registry } from '@goldenpath/extension';
import type { FleetContext } from '../context';
import { shownPath } from '../paths';
import { generatorFingerprint } from '../synth/fingerprint';
import { planUnits } from '../synth/plan';
import type { ResolvedFleet } from '../load/resolved-fleet';
import { outputs } from '../synth/trees';
import { selects, WHOLE_FLEET } from '../synth/units';
import type { SnapshotUnit } from '../snapshot/format';
import type { PublishOptions } from './options';

/**
 * Returns the folder of the manifests to publish.
 *
 * @throws UserError when a flag is empty, or both flags are given.
 */
export function manifestsFolder(
  { out, from }: Pick<PublishOptions, 'out' | 'from'>,
  platformFile: string,
  context: Pick<FleetContext, 'cwd' | 'env'>,
): string {
  if (out === '') throw new UserError('`--out` is empty.', 'Pass a folder, or leave `--out` out.');
  if (from === '') throw new UserError('`--from` is empty.', 'Pass a folder, or leave `--from` out.');
  if (out !== undefined && from !== undefined) {
    throw new UserError('`--out` and `--from` cannot be combined.', 'Pass only one of them.');
  }
  if (from !== undefined) return path.resolve(context.cwd, from);
  return outputs(out, undefined, platformFile, context)[0]?.roots.manifests ?? '';
}

/** @throws UserError where flags name a folder, and the manifests come from a snapshot. */
export function assertNoFolder({ out, from }: Pick<PublishOptions, 'out' | 'from'>): void {
  if (out === undefined && from === undefined) return;
  throw new UserError(
    `\`--snapshot\` and \`${out === undefined ? '--from' : '--out'}\` both say where the manifests are.`,
    'Leave one of them out.',
  );
}

/** The manifests of a snapshot, as files of a complete tree. */
export function manifestsIn(units: readonly SnapshotUnit[]): CompleteFile[] {
  return units
    .filter(({ tree }) => tree === 'manifests')
    .flatMap(({ unit, files }) =>
      files.map(({ path: file, ownership, content }) => ({
        path: file,
        unit,
        ownership,
        content: { text: content, digest: digest(Buffer.from(content)) },
      })),
    );
}

/** The manifests of one application, generated from its facts. */
export async function generatedManifests(app: AppFacts, registry: Registry): Promise<CompleteFile[]> {
  const { appManifests } = await import('@goldenpath/manifests');
  return appManifests(app, registry).map(({ path: file, ownership, content }) => ({
    path: file,
    unit: '',
    ownership,
    content: { text: content, digest: digest(Buffer.from(content)) },
  }));
}

/**
 * Returns the manifest files of applications from the last synthesis, if they match the current specs.
 *
 * Nothing is synthesised here: exactly the reviewed files are published.
 *
 * @throws IncompleteTreeError when files are missing or were changed.
 * @throws UserError when they were generated from other specs, or by another version of goldenpath.
 */
export function readManifests(
  folder: string,
  fleet: ResolvedFleet,
  only: readonly string[],
  { cwd }: Pick<FleetContext, 'cwd'>,
): readonly CompleteFile[] {
  const selection = { ...WHOLE_FLEET, apps: only };
  const covers = (unit: string) => selects(selection, unit);
  const { files, keys } = readCompleteTree(folder, { withContent: true, covers });
  const planned = planUnits(fleet, {
    trees: ['manifests'],
    selection,
    fingerprint: generatorFingerprint(fleet.registry),
  });
  const stale = planned.filter(({ units }) => units.some(({ unit, key }) => keys.get(unit) !== key));
  if (stale.length === 0) return files;
  const names = stale.map(({ app }) => app?.name ?? 'the platform');
  const shown = names.slice(0, 5).join(', ') + (names.length > 5 ? ` and ${names.length - 5} more` : '');
  throw new UserError(
    `${shownPath(folder, cwd)} is out of date: ${shown} or goldenpath changed since it was synthesised.`,
    'Run `goldenpath synth` again, then this.',
  );
}
