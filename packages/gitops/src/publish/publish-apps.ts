import { type ChangeOptions, changeRepository, type RepositoryTarget, shownUrl, type Tip } from '@goldenpath/git';
import { type AppPlan, type FilePublication } from './plan-app';
import { planPublication, type PublicationRequest, type Unreleased } from './plan-publication';
import { prepareApp } from './prepared-app';
import { publicationMessage } from './publication-message';
import type { PublishedApp } from './published-app';
import { type TracedEdit, traceEdits } from './trace-edits';

/** The result for one application. */
export interface AppPublication {
  readonly app: string;
  readonly isRemoval: boolean;
  readonly changes: readonly FilePublication[];
}

/** The changes to one repository: pushed, or planned by a dry run. */
export interface GitopsPublication {
  /** The applications that changed. */
  readonly apps: readonly AppPublication[];
  /** What is left out, because nothing was released there. */
  readonly unreleased: readonly Unreleased[];
  /** Generated files that were edited by hand, and the outcome. */
  readonly edits: readonly TracedEdit[];
  /** The commit's message; undefined when there is nothing to publish. */
  readonly message: string | undefined;
  /** Id of the commit; undefined when nothing was pushed. */
  readonly commit: string | undefined;
  readonly attempts: number;
}

export interface GitopsRequest extends Omit<PublicationRequest, 'apps'> {
  readonly apps: readonly PublishedApp[];
}

/**
 * Publishes applications to a GitOps repository as one commit. Without a difference there is no commit.
 *
 * Managed files are kept as generated, and removed with their application. All other files stay unchanged. The release state comes from the
 * repository, not from the synthesised files.
 *
 * @param request - The request, or a function that returns it. The function runs while the tip is fetched.
 * @throws RepositoryError when the repository cannot be changed, and {@link UnacceptedLossError} when data would be lost that no `accept`
 * covers. Nothing is changed in either case.
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
    const { plans, unreleased } = await planPublication(prepare(), tip, where);
    const edits = await traceEdits(plans, tip);
    const message = publicationMessage(plans, edits);
    const result = { plans, unreleased, edits, message };
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
    unreleased: result.unreleased,
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
