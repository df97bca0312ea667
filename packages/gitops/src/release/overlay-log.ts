import type { Tip } from '@goldenpath/git';
import { FORCED_TRAILER, RELEASE_TRAILER } from './commit-message';
import type { ReleaseOverlay } from './released-app';
import type { CommitInfo, OverlayVersion } from './timeline';

/** With more paths than this, Git lists all of them in one folder instead. */
const MOST_PATHS = 40;

/** Commits contain no zero byte, so a zero byte always ends a field. */
const FIELDS = [
  '%H',
  '%ct',
  '%an',
  '%ae',
  '%s',
  `%(trailers:key=${RELEASE_TRAILER},valueonly,unfold,separator=%x01)`,
  `%(trailers:key=${FORCED_TRAILER},valueonly,unfold,separator=%x01)`,
];

/** Overrides user configuration that would change the format of the log. */
const CONFIGURATION = ['log.showRoot=true', 'trailer.separators=:'].flatMap((setting) => ['-c', setting]);
const ARGUMENTS = [
  ...CONFIGURATION,
  'log',
  // Include all releases, also those on merged branches.
  '--full-history',
  '--topo-order',
  '--reverse',
  '-c',
  '--raw',
  '--no-abbrev',
  '--no-renames',
  '--no-color',
  '--no-notes',
  '--no-show-signature',
  '--encoding=UTF-8',
  `--format=%x00${FIELDS.join('%x00')}%x00`,
];

/** An overlay after a commit, before its text is read. */
interface OverlayChange {
  readonly commit: CommitInfo;
  readonly file: string;
  /** Id of the content; `undefined` when the commit removed the file. */
  readonly blob: string | undefined;
}

/**
 * Returns the versions of overlays, oldest first, by file. Walks the history once and fetches all contents at once.
 */
export async function overlayVersions(
  tip: Tip,
  overlays: readonly ReleaseOverlay[],
): Promise<ReadonlyMap<string, readonly OverlayVersion[]>> {
  const changes = await overlayChanges(tip, overlays);
  const texts = await tip.readBlobs([...new Set(changes.flatMap(({ blob }) => blob ?? []))]);
  const versions = new Map<string, OverlayVersion[]>();
  for (const { commit, file, blob } of changes) {
    const text = blob === undefined ? undefined : (texts.get(blob) ?? '');
    const before = versions.get(file);
    if (before === undefined) versions.set(file, [{ commit, text }]);
    else before.push({ commit, text });
  }
  return versions;
}

/** Returns the last commit that changed a file. */
export async function lastChange(tip: Tip, overlay: ReleaseOverlay): Promise<CommitInfo | undefined> {
  return (await overlayChanges(tip, [overlay])).at(-1)?.commit;
}

async function overlayChanges(tip: Tip, overlays: readonly ReleaseOverlay[]): Promise<OverlayChange[]> {
  if (tip.commit === undefined) return [];
  const files = overlays.map(({ file }) => file);
  const paths = files.length > MOST_PATHS ? [':(glob)**/overlays/*/kustomization.yaml'] : files;
  return parseLog(await tip.history([...ARGUMENTS, tip.commit, '--', ...paths]), new Set(files));
}

/** Parses the output of `git log` with {@link ARGUMENTS}. */
export function parseLog(text: string, files: ReadonlySet<string>): OverlayChange[] {
  const parts = text.split('\0').slice(1);
  const changes: OverlayChange[] = [];
  for (let at = 0; at + FIELDS.length < parts.length; at += FIELDS.length + 1) {
    const [id = '', seconds = '', author = '', email = '', subject = '', releases = '', forced = '', raw = ''] =
      parts.slice(at);
    const commit = {
      id,
      author,
      email,
      date: isoDate(Number(seconds)),
      subject,
      releases: values(releases),
      forced: values(forced),
    };
    for (const { file, blob } of changedFiles(raw)) if (files.has(file)) changes.push({ commit, file, blob });
  }
  return changes;
}

/** The time of a commit is not trusted: it can be out of range. */
function isoDate(seconds: number): string {
  const inYears = seconds >= 0 && seconds < LAST_SECOND ? seconds : 0;
  return `${new Date(inYears * 1000).toISOString().slice(0, -5)}Z`;
}

/** The year 10000. */
const LAST_SECOND = 253_402_300_800;

function values(trailers: string): string[] {
  return trailers.split('\u0001').filter((value) => value !== '');
}

/**
 * The mode of a submodule. Its id is a commit of another repository, so there is nothing to read. Like text that is not a kustomization, it
 * does not change the release.
 */
const SUBMODULE = '160000';

/** Parses lines such as `:100644 100644 <id> <id> M<TAB>path`. A merge has a colon, a mode and an id per parent. */
function changedFiles(raw: string): { file: string; blob: string | undefined }[] {
  return raw.split('\n').flatMap((line) => {
    const [, colons = '', rest = '', file = ''] = /^(:+)(.*?)\t(.*)$/.exec(line) ?? [];
    if (colons === '') return [];
    const fields = rest.split(' ');
    const mode = fields[colons.length];
    const id = fields[2 * colons.length + 1] ?? '';
    if (mode === SUBMODULE) return [];
    return [{ file, blob: /^0+$/.test(id) ? undefined : id }];
  });
}
