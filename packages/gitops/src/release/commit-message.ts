import type { Release } from '@goldenpath/kustomize';
import { ReleaseError } from './errors';
import type { ReleaseOverlay } from './released-app';
import { oneLine, shownTag } from './shown';

/** The kind of a release. */
export type MoveKind = 'set' | 'promote' | 'rollback';

/** A change of one application's release state in one environment. */
export interface Move {
  readonly kind: MoveKind;
  readonly overlay: ReleaseOverlay;
  /** The previous release. */
  readonly from: Release;
  readonly to: Release;
  /** For a promotion: the environment that the release comes from. */
  readonly source?: string;
  /** The user's reason. */
  readonly reason?: string;
  /** The rule that was overridden. */
  readonly broken?: string;
}

export const RELEASE_TRAILER = 'Goldenpath-Release';
export const FORCED_TRAILER = 'Goldenpath-Forced';

/** The release data in the trailer of a commit. */
export interface ReleaseTrailer {
  readonly app: string;
  readonly environment: string;
  readonly to: string;
  readonly kind: MoveKind;
}

/** Returns the commit message of a move: the change, the reason, and the same data as trailers for programs. */
export function commitMessage(move: Move): string {
  const { kind, overlay, from, to, source, reason, broken } = move;
  const { app, environment } = overlay;
  const subject =
    kind === 'rollback'
      ? `Roll ${app} in ${environment} back to ${shownTag(to.newTag)}`
      : `Release ${app} to ${environment}: ${shownTag(to.newTag)}`;
  const how = { set: 'set', promote: `promoted from ${source}`, rollback: 'rolled back' };
  const body = [
    from.newTag === undefined && from.digest === undefined
      ? `First release: ${shownTag(to.newTag)}, ${how[kind]}.`
      : `From ${shownTag(from.newTag)} to ${shownTag(to.newTag)}, ${how[kind]}.`,
    ...(to.digest === undefined ? [] : [`Digest: ${to.digest}`]),
    ...(broken === undefined ? [] : [`Forced, although ${broken}.`]),
    ...(reason === undefined ? [] : [`Why: ${reason}`]),
  ];
  const fields = { app, env: environment, from: from.newTag ?? '', to: to.newTag ?? '', kind };
  const said = Object.entries(fields).map(([field, value]) => `${field}=${encodeURIComponent(wellFormed(value))}`);
  const trailers = [
    `${RELEASE_TRAILER}: ${said.join(' ')}`,
    ...(broken === undefined ? [] : [`${FORCED_TRAILER}: ${reason}`]),
  ];
  return `${subject}\n\n${body.join('\n')}\n\n${trailers.join('\n')}\n`;
}

/** Replaces lone surrogates, which cannot be encoded. */
function wellFormed(text: string): string {
  return Buffer.from(text, 'utf8').toString('utf8');
}

/** Parses a trailer; `undefined` when goldenpath did not write it. */
export function parseReleaseTrailer(text: string): ReleaseTrailer | undefined {
  const fields = new Map(text.split(' ').map(splitOnce));
  const [app, environment, to, kind] = ['app', 'env', 'to', 'kind'].map((name) => tryDecode(fields.get(name)));
  if (app === undefined || environment === undefined || to === undefined) return undefined;
  return kind === 'set' || kind === 'promote' || kind === 'rollback' ? { app, environment, to, kind } : undefined;
}

function splitOnce(field: string): [string, string] {
  const equals = field.indexOf('=');
  return equals < 0 ? [field, ''] : [field.slice(0, equals), field.slice(equals + 1)];
}

function tryDecode(text: string | undefined): string | undefined {
  try {
    return text === undefined ? undefined : decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/**
 * Returns a user's reason as one line that cannot be mistaken for a trailer.
 *
 * @throws ReleaseError when a rule is overridden without a reason.
 */
export function checkedReason(reason: string | undefined, isForced: boolean): string | undefined {
  const line = reason === undefined ? '' : oneLine(wellFormed(reason));
  if (line !== '') return line;
  if (!isForced && reason === undefined) return undefined;
  throw new ReleaseError(
    'no-reason',
    isForced ? '`--force` requires a reason, which the commit records.' : 'The reason is empty.',
    'Pass `--reason "…"`.',
  );
}
