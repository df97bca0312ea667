/** A repository on GitHub, with the numbers that never change. */
export interface GithubRepository {
  readonly organisation: string;
  readonly organisationId: string;
  readonly name: string;
  readonly id: string;
}

/**
 * The two forms of the claim `sub`: with names alone, or with names and numbers. GitHub sends the second for repositories that were created,
 * renamed or transferred since 15 July 2026, and for older ones that opted in.
 *
 * @see https://github.blog/changelog/2026-04-23-immutable-subject-claims-for-github-actions-oidc-tokens/
 */
export type SubjectForm = 'names' | 'immutable';

/** A job of GitHub Actions that asks for a token. */
export interface GithubJob {
  readonly repository: GithubRepository;
  /** @default "immutable", as for a repository that is created today */
  readonly form?: SubjectForm;
  /** The ref of the run, such as `refs/heads/main`. */
  readonly ref: string;
  /** The event that started the run. @default "push" */
  readonly event?: string;
  /** The GitHub environment of the job. @default none */
  readonly environment?: string;
  /**
   * The file with the job, as `OWNER/REPOSITORY/PATH@REF`. For a job of a reusable workflow, it is the reusable one.
   * @default `.github/workflows/ci.yml` of the repository, at the ref of the run
   */
  readonly workflow?: string;
  /** @default "sts.amazonaws.com" */
  readonly audience?: string;
}

/** The claims of a token that AWS evaluates. */
export interface GithubToken {
  readonly aud: string;
  readonly sub: string;
  readonly actor: string;
  readonly actor_id: string;
  readonly enterprise_id?: string;
  readonly environment?: string;
  readonly job_workflow_ref: string;
  readonly ref: string;
  readonly repository: string;
  readonly repository_id: string;
  readonly workflow: string;
}

/** Returns the claims of the token that GitHub gives to a job. */
export function mintGithubToken(job: GithubJob): GithubToken {
  const { repository, form = 'immutable', ref, environment } = job;
  const full = `${repository.organisation}/${repository.name}`;
  return {
    aud: job.audience ?? 'sts.amazonaws.com',
    sub: `${subjectPrefix(repository, form)}:${subjectRest(job)}`,
    actor: 'octocat',
    actor_id: '583231',
    ...(environment !== undefined && { environment }),
    job_workflow_ref: job.workflow ?? `${full}/.github/workflows/ci.yml@${ref}`,
    ref,
    repository: full,
    repository_id: repository.id,
    workflow: 'ci',
  };
}

/** Returns the part of `sub` that names the repository: `repo:ORG/NAME`, or `repo:ORG@ID/NAME@ID`. */
export function subjectPrefix({ organisation, organisationId, name, id }: GithubRepository, form: SubjectForm): string {
  return form === 'names' ? `repo:${organisation}/${name}` : `repo:${organisation}@${organisationId}/${name}@${id}`;
}

/** A job in an environment names it instead of the ref. A pull request has no ref in the claim. */
function subjectRest({ environment, event = 'push', ref }: GithubJob): string {
  if (environment !== undefined) return `environment:${environment.replaceAll(':', '%3A')}`;
  return event === 'pull_request' ? 'pull_request' : `ref:${ref}`;
}
