import type { Release } from '@goldenpath/kustomize';
import { ReleaseError } from './errors';
import type { ReleaseOverlay } from './released-app';
import { oneLine, shownTag } from './shown';

/** How a release came about. */
export type MoveKind = 'set' | 'promote' | 'rollback';

/** One move of one application's release state in one environment. */
export interface Move {
  readonly kind: MoveKind;
  readonly overlay: ReleaseOverlay;
  /** What ran before. */
  readonly from: Release;
  readonly to: Release;
  /** Of a promotion: the environment that it comes from. */
  readonly source?: string;
  /** Why, in a person's words. */
  readonly reason?: string;
  /** The rule that was broken on purpose. */
  readonly broken?: string;
}

export const RELEASE_TRAILER = 'Goldenpath-Release';
export const FORCED_TRAILER = 'Goldenpath-Forced';

/** What a commit of ours says of the release that it makes. */
export interface ReleaseTrailer {
  readonly app: string;
  readonly environment: string;
  readonly to: string;
  readonly kind: MoveKind;
}

/** The message of the commit that makes a move: what, from what, why, and the same for programs as trailers. */
export function commitMessage(move: Move): string {
  const { kind, overlay, from, to, source, reason, broken } = move;
  const { app, environment } = overlay;
  const subject =
    kind === 'rollback'
      ? `Roll ${app} in ${environment} back to ${shownTag(to.newTag)}`
      : `Release ${app} to ${environment}: ${shownTag(to.newTag)}`;
  const how = { set: 'set', promote: `promoted from ${source}`, rollback: 'rolled back' };
  const body = [
    `From ${shownTag(from.newTag)} to ${shownTag(to.newTag)}, ${how[kind]}.`,
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

/** Half a character, which no encoding takes, becomes the sign for what is none. */
function wellFormed(text: string): string {
  return Buffer.from(text, 'utf8').toString('utf8');
}

/** What a trailer says; `undefined` where it is not one that we wrote. */
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
 * A person's reason as it goes into a commit: one line of text that cannot be taken for anything else.
 *
 * @throws ReleaseError where a rule is to be broken and no reason is given.
 */
export function checkedReason(reason: string | undefined, isForced: boolean): string | undefined {
  const line = reason === undefined ? '' : oneLine(wellFormed(reason));
  if (line !== '') return line;
  if (!isForced && reason === undefined) return undefined;
  throw new ReleaseError(
    'no-reason',
    isForced ? 'A rule is broken for a reason, and the commit keeps it.' : 'The reason is empty.',
    'Say why with `--reason "…"`.',
  );
}
