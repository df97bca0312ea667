import type { FleetFacts } from '@goldenpath/extension';

const NAME = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const REPOSITORY = /^[A-Za-z0-9._-]+$/;
const BRANCH = /^[A-Za-z0-9]([A-Za-z0-9._/-]*[A-Za-z0-9])?$/;
const REGION = /^[a-z]{2}(-[a-z]+)+-[0-9]$/;

/**
 * What is wrong in the facts of a snapshot, as a field; `undefined` where operations can use them. These are the facts that become paths,
 * addresses and names of files: a spec cannot make them anything else, but whoever made the file could.
 */
export function problemInFacts({ platform, apps }: FleetFacts): string | undefined {
  const { gitops, aws, organisation, environments, accept } = platform;
  const checks: readonly (readonly [string, boolean])[] = [
    ['platform.organisation', REPOSITORY.test(organisation)],
    ['platform.aws.accountId', /^[0-9]{12}$/.test(aws.accountId)],
    ['platform.aws.region', REGION.test(aws.region)],
    ['platform.gitops.layout', gitops.layout === 'central' || gitops.layout === 'app-repositories'],
    ['platform.gitops.repository', REPOSITORY.test(gitops.repository)],
    ['platform.gitops.branch', BRANCH.test(gitops.branch) && !gitops.branch.includes('..')],
    ['platform.accept', Array.isArray(accept)],
    ['platform.environments', environments.every(({ name }) => NAME.test(name))],
    ...apps.map((app) => [`apps.${JSON.stringify(app.name)}`, isApp(app)] as const),
    ['apps', new Set(apps.map(({ name }) => name)).size === apps.length],
  ];
  return checks.find(([, isGood]) => !isGood)?.[0];
}

function isApp({ name, manifestsPath, environments, accept }: FleetFacts['apps'][number]): boolean {
  return (
    NAME.test(name) &&
    manifestsPath === `apps/${name}/deploy` &&
    Array.isArray(accept) &&
    environments.every(({ environment }) => NAME.test(environment))
  );
}
