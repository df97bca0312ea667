import { UserError } from '@goldenpath/errors';
import { type AppFacts, centralRepository, gitopsRepository } from '@goldenpath/model';
import type { RepositoryTarget } from '@goldenpath/git';
import type { FleetContext } from '../context';
import { gitopsTarget, type PublishedFleet } from '../gitops/repository';
import type { PublishOptions } from './options';

/** Applications that are published to the same repository. */
export interface PublishTarget {
  readonly target: RepositoryTarget;
  /** The branch that Argo CD watches. */
  readonly branch: string;
  /** Names of the applications. */
  readonly apps: readonly string[];
  /** Whether the manifests of the platform are published as well: with the whole fleet only. @default false */
  readonly platform?: true;
  /** Applications to remove; `leavers` for all that are in the repository and not in the fleet. */
  readonly removed: readonly string[] | 'leavers';
}

/** The selection by the flags. */
export interface Selected {
  readonly apps: readonly AppFacts[];
  /** Names that are not in the fleet. Their published files are removed. */
  readonly gone: readonly string[];
}

/**
 * Returns the repositories for a selection: one, or one per application.
 *
 * @throws UserError when `--repo` selects one repository for several.
 */
export function publishTargets(
  selected: Selected,
  fleet: PublishedFleet,
  flags: PublishOptions,
  context: Pick<FleetContext, 'cwd'>,
): PublishTarget[] {
  const { apps, gone } = selected;
  const { platform } = fleet;
  const isWhole = flags.apps === undefined;
  if (platform.gitops.layout === 'central') {
    const removed = isWhole ? 'leavers' : gone;
    const place = gitopsTarget({ name: 'the fleet' }, fleet, flags, context);
    const names = apps.map(({ name }) => name);
    return [
      {
        ...withBranch(place, flags),
        apps: names,
        ...(isWhole && flags.environments === undefined && { platform: true }),
        removed,
      },
    ];
  }
  const count = apps.length + gone.length;
  if (namesOne(flags) && count > 1) {
    throw new UserError(
      `\`--repo\` is one repository, but each of these ${count} applications has one of its own.`,
      'Select one application with `--only`, or put `{app}` in place of its name.',
    );
  }
  return [
    ...(isWhole && flags.environments === undefined && flags.repo === undefined
      ? [platformTarget(platform, flags)]
      : []),
    // An application with neither pods nor a repository is published only if `--repo` is given.
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

/** The central repository, where every application has a repository of its own. With `--repo` its place is not known. */
function platformTarget(platform: PublishedFleet['platform'], flags: PublishOptions): PublishTarget {
  const { url, branch } = centralRepository(platform);
  return { ...withBranch({ url, branch: flags.branch ?? branch }, flags), apps: [], platform: true, removed: [] };
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
      'Use another branch, or leave `--pull-request` out.',
    );
  }
  return { target: { url, branch: pullRequest, startFrom: branch }, branch };
}
