import type { Release } from '@goldenpath/kustomize';
import { checkedReason, type Move } from './commit-message';
import { ReleaseError } from './errors';
import type { ReleasedApp, ReleaseOverlay } from './released-app';
import { oneLine, shownTag } from './shown';
import { assertDigest, assertLegalTag, assertNamesImage, commitOf, isImmutable, isInitialTag, tagOf } from './tags';
import { everRan, lastOf, sameRelease, type Timeline } from './timeline';

/** A requested change of a release. The environments belong to the application. */
export type MoveRequest =
  | (Why & { readonly kind: 'set'; readonly environment: string; readonly tag: string; readonly digest?: string })
  | (Why & { readonly kind: 'promote'; readonly environment: string; readonly from: string })
  | (Why & { readonly kind: 'rollback'; readonly environment: string; readonly tag?: string });

interface Why {
  /** The reason, which the commit records. @default none */
  readonly reason?: string;
  /** Release a commit that did not run in the environment before. Needs a reason. @default false */
  readonly force?: boolean;
}

/** The release state of the repository when a move is planned. */
export interface ReleaseState {
  /** Returns the release of an overlay; `undefined` when it was never published. */
  readonly running: (overlay: ReleaseOverlay) => Release | undefined;
  readonly timeline: (overlay: ReleaseOverlay) => Timeline;
  /** Whether a first release can add the overlay of its environment. @default false */
  readonly canAdd?: boolean;
}

/** Returns whether a request needs the history. If not, the current releases are enough. */
export function needsHistory(app: ReleasedApp, request: MoveRequest): boolean {
  return request.kind !== 'set' || environmentBefore(app, request.environment) !== undefined;
}

/**
 * Decides what a request changes. The move is equal before and after when there is nothing to do.
 *
 * @throws ReleaseError when a rule forbids it.
 */
export function planMove(app: ReleasedApp, request: MoveRequest, known: ReleaseState): Move {
  const overlay = overlayOf(app, request.environment);
  if (request.kind === 'set') {
    assertLegalTag(overlay, request.tag);
    if (request.digest !== undefined) assertDigest(request.digest);
    else assertNamesImage(overlay, request.tag);
  }
  const reason = checkedReason(request.reason, request.force === true);
  const isFirst = known.canAdd === true && request.kind !== 'rollback';
  const from = known.running(overlay) ?? (isFirst ? {} : runningIn(overlay, known));
  const wanted = wantedBy(app, request, { overlay, from, known });
  const isThere = sameRelease(from, wanted.to);
  const broken = isThere ? undefined : brokenRule(app, request, { overlay, from, known, to: wanted.to });
  if (broken !== undefined && request.force !== true) throw broken;
  return {
    kind: request.kind,
    overlay,
    from,
    ...wanted,
    ...(reason !== undefined && { reason }),
    ...(broken !== undefined && { broken: broken.rule }),
  };
}

interface Situation {
  readonly overlay: ReleaseOverlay;
  readonly from: Release;
  readonly known: ReleaseState;
}

function wantedBy(app: ReleasedApp, request: MoveRequest, situation: Situation): Pick<Move, 'to' | 'source'> {
  switch (request.kind) {
    case 'set':
      return { to: setRelease(request, situation) };
    case 'promote':
      return promoted(app, request, situation);
    case 'rollback':
      return { to: request.tag === undefined ? lastBefore(situation) : ranBefore(request.tag, situation) };
  }
}

/** An existing digest is kept only for an existing immutable tag. */
function setRelease(
  { tag, digest }: Extract<MoveRequest, { kind: 'set' }>,
  { overlay, from }: Pick<Situation, 'overlay' | 'from'>,
): Release {
  if (digest !== undefined) return { newTag: tag, digest };
  return from.newTag === tag && isImmutable(overlay, tag) ? from : { newTag: tag };
}

/** Returns the same commit with the target's tag. It is the same image, so the digest is kept. */
function promoted(
  app: ReleasedApp,
  { environment, from }: Extract<MoveRequest, { kind: 'promote' }>,
  { overlay, known }: Situation,
): Pick<Move, 'to' | 'source'> {
  const source = overlayOf(app, from);
  if (app.overlays.indexOf(source) >= app.overlays.indexOf(overlay)) {
    throw new ReleaseError(
      'wrong-way',
      `${environment} does not come after ${from}. A promotion goes to a later environment.`,
      `The order is ${app.overlays.map(({ environment: name }) => name).join(', ')}.`,
    );
  }
  const { newTag, digest } = runningIn(source, known);
  const commit = commitOf(from, newTag);
  if (commit === undefined) throw noCommit(app.name, from, newTag);
  const to = { newTag: tagOf(environment, commit), ...(digest !== undefined && { digest }) };
  const running = known.running(overlay) ?? {};
  // The running release, with or without a digest, is that image.
  return { source: from, to: running.newTag === to.newTag && digest === undefined ? running : to };
}

function noCommit(app: string, environment: string, tag: string | undefined): ReleaseError {
  if (tag !== undefined && isInitialTag(environment, tag)) {
    return new ReleaseError(
      'nothing-released',
      `${app} has no release in ${environment} yet.`,
      `Release a commit there first: goldenpath release set ${app} --env ${environment} --tag ${tagOf(environment, '1a2b3c4')}`,
    );
  }
  return new ReleaseError(
    'no-commit',
    `${environment} runs ${shownTag(tag)} of ${app}, whose commit is unknown.`,
    `Release a commit there first: goldenpath release set ${app} --env ${environment} --tag ${tagOf(environment, '1a2b3c4')}`,
  );
}

/** Returns the release before the current one, without those that were rolled back. */
function lastBefore({ overlay, known }: Situation): Release {
  const { line } = known.timeline(overlay);
  const current = line.at(-1)?.release.newTag;
  const before = line.findLast(
    ({ release: { newTag } }) => newTag !== current && commitOf(overlay.environment, newTag) !== undefined,
  );
  if (before !== undefined) return before.release;
  throw new ReleaseError(
    'nothing-before',
    `No release of ${overlay.app} ran in ${overlay.environment} before ${shownTag(current)}.`,
    `Pass \`--to\` with a tag from \`goldenpath release history ${overlay.app} --env ${overlay.environment}\`.`,
  );
}

function ranBefore(tag: string, { overlay, from, known }: Situation): Release {
  assertLegalTag(overlay, tag);
  if (tag === from.newTag) return from;
  return lastOf(known.timeline(overlay), tag)?.release ?? { newTag: tag };
}

/** A request breaks a rule. `--force` with a reason overrides it. */
class BrokenRuleError extends ReleaseError {
  constructor(
    reason: 'never-ran' | 'other-digest',
    /** A clause for the commit message: `the commit 1a2b3c4 never ran in test`. */
    readonly rule: string,
    remedy: string,
  ) {
    super(reason, `${rule[0]?.toUpperCase()}${rule.slice(1)}.`, `${remedy}, or add \`--force --reason "…"\`.`);
  }
}

function brokenRule(
  app: ReleasedApp,
  request: MoveRequest,
  { overlay, from, to, known }: Situation & { readonly to: Release },
): BrokenRuleError | undefined {
  const { environment } = overlay;
  const tag = to.newTag ?? '';
  if (request.kind === 'rollback') {
    if (lastOf(known.timeline(overlay), tag) !== undefined) return undefined;
    return new BrokenRuleError(
      'never-ran',
      `the tag ${tag} of ${app.name} never ran in ${environment}`,
      'Use a tag that did',
    );
  }
  if (from.newTag === tag && isImmutable(overlay, tag) && from.digest !== undefined && to.digest !== undefined) {
    const rule = `the tag ${tag} is immutable, and ${app.name} runs it as ${oneLine(from.digest)}`;
    return new BrokenRuleError('other-digest', rule, 'Use that digest, or none');
  }
  const before = environmentBefore(app, environment);
  const commit = commitOf(environment, tag);
  // Nothing is known about `latest`, which runs only where tags are mutable.
  if (before === undefined || commit === undefined || everRan(known.timeline(before), commit)) return undefined;
  const first = tagOf(before.environment, commit);
  return new BrokenRuleError(
    'never-ran',
    `the commit ${commit} of ${app.name} never ran in ${before.environment}, which comes before ${environment}`,
    `Release it there first: goldenpath release set ${app.name} --env ${before.environment} --tag ${first}`,
  );
}

function environmentBefore({ overlays }: ReleasedApp, environment: string): ReleaseOverlay | undefined {
  return overlays[overlays.findIndex((overlay) => overlay.environment === environment) - 1];
}

function overlayOf({ name, overlays }: ReleasedApp, environment: string): ReleaseOverlay {
  const found = overlays.find((overlay) => overlay.environment === environment);
  if (found === undefined) throw new TypeError(`${name} does not run in ${environment}`);
  return found;
}

function runningIn(overlay: ReleaseOverlay, { running }: ReleaseState): Release {
  const found = running(overlay);
  if (found !== undefined) return found;
  throw new ReleaseError(
    'not-published',
    `${overlay.app} has no release in ${overlay.environment}: there is no ${overlay.file} on this branch.`,
    `Release a commit there first: goldenpath release set ${overlay.app} --env ${overlay.environment} --tag ${tagOf(overlay.environment, '1a2b3c4')}`,
  );
}
