import type { Platform } from '@goldenpath/extension';

/** A GitHub App that the workflows use, and where its id and key belong. */
export interface GithubApp {
  /** The name of its variables: `PLAN` for `PLAN_APP_ID` and `PLAN_APP_PRIVATE_KEY`. */
  readonly prefix: string;
  readonly purpose: string;
  readonly permissions: Readonly<Record<string, 'read' | 'write'>>;
  /** The repositories to install it on. */
  readonly installedOn: string;
  /** Where the variable with its id is. */
  readonly variable: string;
  /** The GitHub environments that hold its key. All of them are for the default branch alone. */
  readonly secretIn: readonly string[];
}

/** Apps without which the workflows use the token of GitHub Actions, or leave a step out. */
export const OPTIONAL_APPS: readonly GithubApp[] = [
  {
    prefix: 'RECORD',
    purpose: 'moves the tags of deployments, past the ruleset that protects them (optional)',
    permissions: { contents: 'write', metadata: 'read' },
    installedOn: 'the repository of the platform',
    variable: 'repository',
    secretIn: ['gitops'],
  },
  {
    prefix: 'REQUEST',
    purpose: 'opens pull requests for databases (optional)',
    permissions: { contents: 'write', metadata: 'read', pull_requests: 'write' },
    installedOn: 'the repository of the platform',
    variable: 'repository',
    secretIn: ['requests'],
  },
  {
    prefix: 'RELEASE',
    purpose: 'starts the release of an image (optional)',
    permissions: { actions: 'write', metadata: 'read' },
    installedOn: 'the repository of the platform',
    variable: 'organisation',
    secretIn: [],
  },
];

/** Returns the GitHub Apps of a platform. No App has more permissions than its workflows use. */
export function githubApps({
  environments,
  gitops,
  previews,
}: Pick<Platform, 'environments' | 'gitops' | 'previews'>): GithubApp[] {
  const names = environments.map(({ name }) => name);
  return [
    {
      prefix: 'PLAN',
      purpose: 'reads the repositories of applications for plans and drift',
      permissions: {
        actions_variables: 'read',
        administration: 'read',
        environments: 'read',
        members: 'read',
        metadata: 'read',
      },
      installedOn: 'the repositories of applications',
      variable: 'environment scheduled',
      secretIn: ['scheduled'],
    },
    {
      prefix: 'DEPLOY',
      purpose: 'makes and changes the repositories of applications',
      permissions: {
        actions_variables: 'write',
        administration: 'write',
        contents: 'write',
        environments: 'write',
        members: 'read',
        metadata: 'read',
      },
      installedOn: 'all repositories',
      variable: 'environment organisation-wide',
      secretIn: ['organisation-wide'],
    },
    {
      prefix: 'GITOPS',
      purpose: 'publishes manifests and releases',
      permissions: { contents: 'write', metadata: 'read' },
      installedOn:
        gitops.layout === 'central' ? gitops.repository : `${gitops.repository} and the repositories of applications`,
      variable: 'environments gitops and those of the platform',
      secretIn: ['gitops', ...names],
    },
    ...(previews === undefined ? [] : [previewApp(previews.from)]),
    ...OPTIONAL_APPS,
  ];
}

/** Without it, no pull request gets an environment. */
function previewApp(from: string): GithubApp {
  return {
    prefix: 'PREVIEW',
    purpose: 'reads the pull requests of applications, and the images that their runs built',
    permissions: { actions: 'read', metadata: 'read', pull_requests: 'read' },
    installedOn: 'the repositories of applications with previews',
    variable: 'repository',
    secretIn: [from],
  };
}

/**
 * Returns the manifest of an App, which GitHub takes at `/organizations/ORGANISATION/settings/apps/new`.
 *
 * @see https://docs.github.com/en/apps/sharing-github-apps/registering-a-github-app-from-a-manifest
 */
export function githubAppManifest(organisation: string, { permissions, prefix, purpose }: GithubApp): object {
  return {
    name: `${organisation}-${prefix.toLowerCase()}`,
    url: `https://github.com/${organisation}`,
    description: `Golden Path: ${purpose}`,
    public: false,
    hook_attributes: { url: 'https://example.com/unused', active: false },
    default_permissions: permissions,
    default_events: [],
  };
}
