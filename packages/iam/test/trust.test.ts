import { evaluateTrust, type GithubJob, mintGithubToken, type Policy } from '@goldenpath/iam';

const PROVIDER = 'arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com';
const repository = { organisation: 'acme', organisationId: '7', name: 'shop', id: '42' };
const job: GithubJob = { repository, ref: 'refs/heads/main', environment: 'prod' };
const DELIVERY = 'acme/platform/.github/workflows/_build-and-release.yml@refs/heads/main';

function trust(conditions: Readonly<Record<string, string | readonly string[]>>, operator = 'StringEquals'): Policy {
  const keys = Object.entries(conditions).map(([claim, value]) => [
    `token.actions.githubusercontent.com:${claim}`,
    value,
  ]);
  return {
    Version: '2012-10-17',
    Statement: {
      Effect: 'Allow',
      Action: 'sts:AssumeRoleWithWebIdentity',
      Principal: { Federated: PROVIDER },
      Condition: { [operator]: Object.fromEntries(keys) },
    },
  };
}

describe('the token of a job', () => {
  test('names repository and organisation with their numbers, as for a repository that is created today', () => {
    expect(mintGithubToken(job).sub).toBe('repo:acme@7/shop@42:environment:prod');
  });

  test('has names alone in a repository from before 15 July 2026', () => {
    expect(mintGithubToken({ ...job, form: 'names' }).sub).toBe('repo:acme/shop:environment:prod');
  });

  test('names the branch without an environment, and nothing else in a pull request', () => {
    const { environment: _, ...plain } = job;
    expect(mintGithubToken(plain).sub).toBe('repo:acme@7/shop@42:ref:refs/heads/main');
    expect(mintGithubToken({ ...plain, event: 'pull_request' }).sub).toBe('repo:acme@7/shop@42:pull_request');
  });

  test('names the reusable workflow that the job is in', () => {
    expect(mintGithubToken({ ...job, workflow: DELIVERY }).job_workflow_ref).toBe(DELIVERY);
    expect(mintGithubToken(job).job_workflow_ref).toBe('acme/shop/.github/workflows/ci.yml@refs/heads/main');
  });
});

describe('a trust policy', () => {
  const names = trust({ aud: 'sts.amazonaws.com', sub: 'repo:acme/shop:environment:prod' });
  const immutable = trust({ aud: 'sts.amazonaws.com', sub: 'repo:acme@7/shop@42:environment:prod' });

  test('with names alone lets no new repository in', () => {
    expect(evaluateTrust(names, mintGithubToken(job))).toBe('not-allowed');
    expect(evaluateTrust(names, mintGithubToken({ ...job, form: 'names' }))).toBe('allowed');
  });

  test('with numbers lets exactly that repository in, whatever has its name later', () => {
    expect(evaluateTrust(immutable, mintGithubToken(job))).toBe('allowed');
    const successor = { ...repository, id: '43' };
    expect(evaluateTrust(immutable, mintGithubToken({ ...job, repository: successor }))).toBe('not-allowed');
  });

  test('with the workflow lets no other workflow of the same repository in', () => {
    const delivery = trust({ sub: 'repo:acme@7/shop@42:environment:prod', job_workflow_ref: DELIVERY });
    expect(evaluateTrust(delivery, mintGithubToken({ ...job, workflow: DELIVERY }))).toBe('allowed');
    expect(evaluateTrust(delivery, mintGithubToken(job))).toBe('not-allowed');
    const feature = DELIVERY.replace('main', 'feature');
    expect(evaluateTrust(delivery, mintGithubToken({ ...job, workflow: feature }))).toBe('not-allowed');
  });

  test('cannot use a claim that AWS does not put into the request', () => {
    const unsupported = trust({ sub: 'repo:acme@7/shop@42:environment:prod', repository_owner: 'acme' });
    expect(evaluateTrust(unsupported, mintGithubToken(job))).toBe('not-allowed');
  });

  test('for another audience, another provider or another action lets nothing in', () => {
    const token = mintGithubToken({ ...job, audience: 'https://github.com/acme' });
    expect(evaluateTrust(immutable, token)).toBe('not-allowed');
    const [statement] = [immutable.Statement].flat();
    if (statement === undefined) throw new Error('no statement');
    const other = { ...statement, Principal: { Federated: 'arn:aws:iam::1:oidc-provider/gitlab.com' } };
    expect(evaluateTrust({ Statement: other }, mintGithubToken(job))).toBe('not-allowed');
    const plain = { ...statement, Action: 'sts:AssumeRole' };
    expect(evaluateTrust({ Statement: plain }, mintGithubToken(job))).toBe('not-allowed');
  });
});
