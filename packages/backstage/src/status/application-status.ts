import { isUserError } from '@goldenpath/errors';
import { type ApplicationOverview, type EnvironmentOverview, type FleetOptions, openFleet } from '@goldenpath/fleet';
import { explained } from '../spec/explained';
import { type GithubState, githubState, type GithubStateOptions } from './github-state';

export interface StatusOptions {
  readonly fleet: Pick<FleetOptions, 'dataOnly' | 'env' | 'signal'> & {
    /** The folder with the platform file, absolute. */
    readonly folder: string;
  };
  readonly app: string;
  /** The GitOps repository: a URL or a path. @default that of the platform file */
  readonly gitops?: string;
  /** GitHub, for the last review and drift. @default neither is known */
  readonly github?: Omit<GithubStateOptions, 'app' | 'stacks'>;
}

/** The status of an application for its page in Backstage. */
export interface ApplicationStatus extends Omit<ApplicationOverview, 'environments'>, GithubState {
  readonly environments: readonly EnvironmentStatus[];
  /** Estimated, in USD. */
  readonly monthlyCost: number;
  /** What could not be read, as sentences. */
  readonly problems: readonly string[];
}

export interface EnvironmentStatus {
  readonly name: string;
  /** The address outside the cluster. @default not exposed */
  readonly url?: string;
  /** The running image tag, or the upstream image of the spec. @default nothing was released, or the repository cannot be read */
  readonly tag?: string;
  /** Estimated, in USD. */
  readonly monthlyCost: number;
}

/**
 * Returns the status of an application: what the fleet says, the releases in the GitOps repository, and reviews and drift on GitHub. A source
 * that cannot be read is a problem in the answer, not an error.
 *
 * @throws UserError when the fleet has no such application, or is invalid.
 */
export async function applicationStatus({ fleet: at, app, gitops, github }: StatusOptions): Promise<ApplicationStatus> {
  const { folder, ...options } = at;
  const fleet = openFleet({ ...options, cwd: folder });
  const problems: string[] = [];
  const orProblem = async <Result>(work: () => Promise<Result>): Promise<Result | undefined> => {
    try {
      return await work();
    } catch (error) {
      if (!isUserError(error)) throw error;
      problems.push(error.message);
      return undefined;
    }
  };
  try {
    const overview = await explained(() => fleet.overview(app));
    const stacks = overview.environments.flatMap(({ stack }) => stack ?? []);
    const state = github && (await orProblem(() => githubState({ ...github, app, stacks })));
    const target = { app, ...(gitops !== undefined && { repo: gitops }) };
    const isReleased = overview.environments.some(({ image }) => image === 'built');
    const releases = (isReleased && (await orProblem(() => fleet.release.status(target)))) || [];
    const running = releases.flatMap(({ environments }) => environments);
    problems.push(...running.flatMap(({ problem }) => (problem?.kind === 'broken' ? problem.message : [])));
    const tags = new Map(running.map(({ overlay, release }) => [overlay.environment, release.newTag]));
    const environments = overview.environments.map((environment) => statusOf(environment, tags.get(environment.name)));
    const sum = environments.reduce((total, { monthlyCost }) => total + monthlyCost, 0);
    return { ...overview, ...state, environments, monthlyCost: Math.round(sum * 100) / 100, problems };
  } finally {
    fleet.close();
  }
}

function statusOf({ name, url, image, monthlyCost }: EnvironmentOverview, released?: string): EnvironmentStatus {
  const tag = typeof image === 'object' ? image.upstream : released;
  return { name, ...(url !== undefined && { url }), ...(tag !== undefined && { tag }), monthlyCost };
}
