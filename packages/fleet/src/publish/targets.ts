import { UserError } from '@goldenpath/errors';
import { type AppFacts, gitopsRepository } from '@goldenpath/model';
import type { RepositoryTarget } from '@goldenpath/git';
import type { FleetContext } from '../context';
import { gitopsTarget, type PublishedFleet } from '../gitops/repository';
import type { PublishOptions } from './options';

/** Applications that are published into the same repository. */
export interface PublishTarget {
  readonly target: RepositoryTarget;
  /** The branch that Argo CD watches. */
  readonly branch: string;
  /** Their names. */
  readonly apps: readonly string[];
  /** Applications that are to go; `leavers` for all that are there and not in the fleet. */
  readonly removed: readonly string[] | 'leavers';
}

/** What the flags select. */
export interface Selected {
  readonly apps: readonly AppFacts[];
  /** Names that are in no fleet: what was published of them goes. */
  readonly gone: readonly string[];
}

/**
 * Where everything that is selected goes: one repository, or one for each application.
 *
 * @throws UserError where the flags name one repository for several.
 */
export function publishTargets(
  selected: Selected,
  fleet: PublishedFleet,
  flags: PublishOptions,
  context: Pick<FleetContext, 'cwd'>,
): PublishTarget[] {
  const { apps, gone } = selected;
  const { platform } = fleet;
  if (platform.gitops.layout === 'central') {
    const removed = flags.apps === undefined ? 'leavers' : gone;
    const place = gitopsTarget({ name: 'the fleet' }, fleet, flags, context);
    return [{ ...withBranch(place, flags), apps: apps.map(({ name }) => name), removed }];
  }
  const count = apps.length + gone.length;
  if (namesOne(flags) && count > 1) {
    throw new UserError(
      `\`--repo\` names one repository, and each of these ${count} applications has one of its own.`,
      'Name one application with `--only`, or write `{app}` where its name belongs.',
    );
  }
  return [
    // What has neither pods nor a repository is not published, and was not, unless somebody names where.
    ...apps
      .filter((app) => namesOne(flags) || hasRepository(app, fleet) || hasManifests(app, fleet))
      .map((app) => ({
        ...withBranch(gitopsTarget(app, fleet, flags, context), flags),
        apps: [app.name],
        removed: [],
      })),
    ...gone.map((name) => ({
      ...withBranch(gitopsTarget({ name }, fleet, flags, context), flags),
      apps: [],
      removed: [name],
    })),
  ];
}

function namesOne({ repo }: PublishOptions): boolean {
  return repo !== undefined && !repo.includes('{app}');
}

function hasRepository(app: AppFacts, { platform, registry }: PublishedFleet): boolean {
  return gitopsRepository(platform, app, registry) !== undefined;
}

function hasManifests({ environments }: AppFacts, { registry }: PublishedFleet): boolean {
  const parts = registry.parts.filter(({ charts }) => charts !== undefined);
  return environments.some((facts) => parts.some((part) => part.factsOf(facts) !== undefined));
}

function withBranch(
  { url, branch }: RepositoryTarget,
  { pullRequest }: PublishOptions,
): Pick<PublishTarget, 'target' | 'branch'> {
  if (pullRequest === undefined) return { target: { url, branch }, branch };
  if (pullRequest === branch) {
    throw new UserError(
      `\`--pull-request ${pullRequest}\` is the branch that Argo CD watches.`,
      'Name another branch, or leave `--pull-request` out.',
    );
  }
  return { target: { url, branch: pullRequest, startFrom: branch }, branch };
}
