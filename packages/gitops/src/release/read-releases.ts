import { BrokenKustomizationError, type Release } from '@goldenpath/kustomize';
import {
  readRepository,
  RepositoryContentError,
  type RepositoryOptions,
  type RepositoryTarget,
  type Tip,
} from '@goldenpath/git';
import { type Comparison, compare } from './comparison';
import { noBranch } from './move-release';
import { overlayVersions } from './overlay-log';
import type { ReleasedApp, ReleaseOverlay } from './released-app';
import { releaseIn, type ReleaseRecord, timeline, type Timeline } from './timeline';

/** The release of an application in an environment. */
export interface RunningRelease {
  readonly overlay: ReleaseOverlay;
  /** Why the release is unknown: nothing was released, or the overlay is broken. */
  readonly problem?: { readonly kind: 'not-published' | 'broken'; readonly message: string };
  readonly release: Release;
  /** The commit that made the release. */
  readonly since?: ReleaseRecord;
  /** The comparison with the previous environment; none for the first, and when one of the two was not published. */
  readonly comparison?: Comparison;
}

/** The releases of an application, in rollout order. */
export interface ReleaseStatus {
  readonly app: string;
  readonly environments: readonly RunningRelease[];
}

/**
 * Returns the releases of applications in one repository.
 *
 * @throws ReleaseError when the branch does not exist.
 * @throws RepositoryError when the repository cannot be read.
 */
export function releaseStatus(
  target: RepositoryTarget,
  apps: readonly ReleasedApp[],
  options: RepositoryOptions,
): Promise<ReleaseStatus[]> {
  return readRepository(
    target,
    async (tip) => {
      if (tip.commit === undefined) throw noBranch(target);
      const overlays = apps.flatMap((app) => app.overlays);
      const [texts, versions] = [await readOverlays(tip, overlays), await overlayVersions(tip, overlays)];
      return apps.map(({ name, overlays: own }) => ({
        app: name,
        environments: withComparisons(
          own.map((overlay) => told(overlay, texts.get(overlay.file), versions.get(overlay.file))),
        ),
      }));
    },
    options,
  );
}

/**
 * Returns the releases of an application in an environment, latest first.
 *
 * @throws ReleaseError when the branch does not exist.
 * @throws RepositoryError when the repository cannot be read.
 */
export function releaseHistory(
  target: RepositoryTarget,
  overlay: ReleaseOverlay,
  options: RepositoryOptions,
): Promise<ReleaseRecord[]> {
  return readRepository(
    target,
    async (tip) => {
      if (tip.commit === undefined) throw noBranch(target);
      const versions = await overlayVersions(tip, [overlay]);
      return [...timeline(overlay, versions.get(overlay.file) ?? []).records].reverse();
    },
    options,
  );
}

/** Reads the overlays at the tip. An error belongs to the overlay's own row. */
async function readOverlays(tip: Tip, overlays: readonly ReleaseOverlay[]): Promise<Map<string, string | Error>> {
  const files = overlays.map(({ file }) => file);
  try {
    return new Map(await tip.readMany(files));
  } catch (error) {
    if (!(error instanceof RepositoryContentError)) throw error;
    const read = files.map(async (file) => [file, await tip.read(file).catch(asContentError)] as const);
    const all = await Promise.all(read);
    return new Map(all.flatMap(([file, text]) => (text === undefined ? [] : [[file, text] as const])));
  }
}

function asContentError(error: unknown): Error {
  if (error instanceof RepositoryContentError) return error;
  throw error;
}

interface StatusRow extends RunningRelease {
  readonly timeline?: Timeline;
}

function told(
  overlay: ReleaseOverlay,
  text: string | Error | undefined,
  versions: Parameters<typeof timeline>[1] = [],
): StatusRow {
  if (text === undefined) {
    return { overlay, release: {}, problem: { kind: 'not-published', message: 'not released' } };
  }
  try {
    if (typeof text !== 'string') throw text;
    const release = releaseIn(text, overlay);
    const line = timeline(overlay, versions, release);
    const since = line.line.at(-1);
    return { overlay, release, timeline: line, ...(since !== undefined && { since }) };
  } catch (error) {
    if (!(error instanceof BrokenKustomizationError || error instanceof RepositoryContentError)) throw error;
    return {
      overlay,
      release: {},
      problem: { kind: 'broken', message: error instanceof BrokenKustomizationError ? error.summary : error.message },
    };
  }
}

function withComparisons(environments: readonly StatusRow[]): RunningRelease[] {
  return environments.map(({ timeline: here, ...environment }, index) => {
    const before = environments[index - 1]?.timeline;
    return here === undefined || before === undefined
      ? environment
      : { ...environment, comparison: compare(here, before) };
  });
}
