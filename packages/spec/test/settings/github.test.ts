import { platformNotes, resolvePlatform, type WrittenPlatform } from '@goldenpath/spec';

const PLATFORM: WrittenPlatform = {
  organisation: 'acme',
  domain: 'example.org',
  aws: { accountId: '123456789012', region: 'eu-west-2' },
  teams: ['app-team'],
  environments: [
    { name: 'dev', logLevel: 'debug', host: '{app}.dev.{domain}' },
    { name: 'prod', logLevel: 'warn', host: '{app}.{domain}', approvers: ['app-team'] },
  ],
  delivery: { workflow: 'a/b/c.yml@main' },
};
type Github = NonNullable<WrittenPlatform['github']>;
const resolved = (github: Github, more: Partial<WrittenPlatform> = {}) =>
  resolvePlatform({ ...PLATFORM, ...more, github });
const notes = (github: Github, more: Partial<WrittenPlatform> = {}) =>
  platformNotes({ value: { ...PLATFORM, ...more, github } });

it.each([
  [{ plan: 'free' }, 'none', 'none', false, false],
  [{ plan: 'free', visibility: 'public' }, 'ruleset', 'reviewers', true, true],
  [{ plan: 'team' }, 'ruleset', 'branches', true, false],
  [{ plan: 'team', visibility: 'public' }, 'ruleset', 'reviewers', true, true],
  [{ plan: 'enterprise' }, 'ruleset', 'reviewers', true, true],
  [{ plan: 'enterprise', visibility: 'internal' }, 'ruleset', 'reviewers', true, true],
  [{}, 'branch-protection', 'reviewers', true, true],
] as const)('%j offers repositories protection by %s and environments with %s', (github, ...offered) => {
  const { repositories, delivery } = resolved(github);
  const { protection, environments, autoMerge } = repositories;
  expect([protection, environments, autoMerge, delivery.provenance]).toEqual(offered);
});

it('a default branch is that of applications, and of the GitOps repository unless it has its own', () => {
  const { repositories, gitops } = resolved({ defaultBranch: 'trunk' });
  expect([repositories.defaultBranch, gitops.branch]).toEqual(['trunk', 'trunk']);
  expect(resolved({ defaultBranch: 'trunk' }, { gitops: { branch: 'live' } }).gitops.branch).toBe('live');
});

it('the App that publishes is one of the repositories only where it publishes to them', () => {
  expect(resolved({ publisherAppId: '42' }).repositories).toMatchObject({ protection: 'branch-protection' });
  expect(resolved({ publisherAppId: '42' }).repositories).not.toHaveProperty('publisherAppId');
  const own = resolved({ publisherAppId: '42' }, { gitops: { layout: 'app-repositories' } }).repositories;
  expect(own).toMatchObject({ protection: 'ruleset', publisherAppId: '42' });
});

it('B11: approvers of private repositories need GitHub Enterprise, and a note says so', () => {
  expect(notes({})).toEqual([expect.stringMatching(/^prod: .*GitHub Enterprise only\. Set `github\.plan`/)]);
  expect(notes({ plan: 'team' })).toEqual([
    'GitHub does not offer these for private repositories on the plan `team`, so they are left out: the approvers of prod; attestations of images.',
  ]);
  expect(notes({ plan: 'free' })[0]).toMatch(/default branches, code owners.*; deployment environments; .*prod; att/);
  expect(notes({ plan: 'enterprise' })).toEqual([]);
  expect(notes({ plan: 'free', visibility: 'public' })).toEqual([]);
});

it('a note says that no App may publish to protected repositories', () => {
  const gitops = { layout: 'app-repositories' } as const;
  expect(notes({ plan: 'enterprise' }, { gitops })).toEqual([expect.stringContaining('`github.publisherAppId`')]);
  expect(notes({ plan: 'enterprise', publisherAppId: '42' }, { gitops })).toEqual([]);
});
