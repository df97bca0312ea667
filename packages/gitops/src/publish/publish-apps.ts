import { type ChangeOptions, changeRepository, type RepositoryTarget, shownUrl, type Tip } from '@goldenpath/git';
import { type AppPlan, type FilePublication } from './plan-app';
import { planPublication, type PublicationRequest } from './plan-publication';
import { prepareApp } from './prepared-app';
import { publicationMessage } from './publication-message';
import type { PublishedApp } from './published-app';
import { type TracedEdit, traceEdits } from './trace-edits';

/** What happened to one application. */
export interface AppPublication {
  readonly app: string;
  readonly isRemoval: boolean;
  readonly changes: readonly FilePublication[];
}

/** What was published into one repository, or would be. */
export interface GitopsPublication {
  /** The applications that something happened to. */
  readonly apps: readonly AppPublication[];
  /** Files of ours that somebody had edited, and what became of them. */
  readonly edits: readonly TracedEdit[];
  /** The commit's message; undefined where nothing is to be published. */
  readonly message: string | undefined;
  /** Id of the commit; undefined where nothing was pushed. */
  readonly commit: string | undefined;
  readonly attempts: number;
}

export interface GitopsRequest extends Omit<PublicationRequest, 'apps'> {
  readonly apps: readonly PublishedApp[];
}

/**
 * Publishes applications into a GitOps repository, as one commit, or as none where nothing differs.
 *
 * Files that we wrote are kept as generated, and removed with their application; what somebody else wrote is left alone.
 * Which image runs is taken from the repository, never from what was synthesised.
 *
 * @param request - Or what makes it, which is then called while the repository is asked for its tip.
 * @throws RepositoryError where it cannot be done, and {@link UnacceptedLossError} where something would be lost that nobody
 *   answers for. Then nothing was changed.
 */
export async function publishApps(
  target: RepositoryTarget,
  request: GitopsRequest | (() => GitopsRequest),
  options: ChangeOptions,
): Promise<GitopsPublication> {
  const where = shownUrl(target.url);
  let prepared: PublicationRequest | undefined;
  const prepare = () => (prepared ??= preparedRequest(typeof request === 'function' ? request() : request));
  const propose = async (tip: Tip) => {
    const plans = await planPublication(prepare(), tip, where);
    const edits = await traceEdits(plans, tip);
    const message = publicationMessage(plans, edits);
    const result = { plans, edits, message };
    return {
      writes: new Map(plans.flatMap(({ writes }) => [...writes])),
      removals: plans.flatMap(({ removals }) => removals),
      message,
      result,
    };
  };
  const { result, commit, attempts } = await changeRepository(target, propose, {
    ...options,
    meanwhile: () => void prepare(),
  });
  return {
    apps: result.plans.map(publicationOf),
    edits: result.edits,
    message: result.plans.length === 0 ? undefined : result.message,
    commit,
    attempts,
  };
}

function preparedRequest(request: GitopsRequest): PublicationRequest {
  return { ...request, apps: request.apps.map((app) => prepareApp(app, request.organisation)) };
}

function publicationOf({ app, isRemoval, changes }: AppPlan): AppPublication {
  return { app, isRemoval, changes };
}
