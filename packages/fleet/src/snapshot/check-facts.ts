import type { Aws, FleetFacts } from '@goldenpath/extension';

const NAME = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const REPOSITORY = /^[A-Za-z0-9._-]+$/;
const BRANCH = /^[A-Za-z0-9]([A-Za-z0-9._/-]*[A-Za-z0-9])?$/;
const REGION = /^[a-z]{2,4}(-[a-z]+)+-[0-9]$/;

/**
 * What is wrong in the facts of a snapshot, as a field; `undefined` where operations can use them. These are the facts that become paths,
 * addresses and names of files: a spec cannot make them anything else, but whoever made the file could.
 */
export function problemInFacts({ platform, apps }: FleetFacts): string | undefined {
  const { gitops, aws, registryAccount, organisation, environments, accept } = platform;
  const checks: readonly (readonly [string, boolean])[] = [
    ['platform.organisation', REPOSITORY.test(organisation)],
    ['platform.aws', isAccount(aws)],
    ['platform.registryAccount', isAccount(registryAccount)],
    ['platform.gitops.layout', gitops.layout === 'central' || gitops.layout === 'app-repositories'],
    ['platform.gitops.repository', REPOSITORY.test(gitops.repository)],
    ['platform.gitops.branch', BRANCH.test(gitops.branch) && !gitops.branch.includes('..')],
    ['platform.accept', Array.isArray(accept)],
    ['platform.environments', environments.every(({ name, aws: own }) => NAME.test(name) && isAccount(own))],
    ...apps.map((app) => [`apps.${JSON.stringify(app.name)}`, isApp(app)] as const),
    ['apps', new Set(apps.map(({ name }) => name)).size === apps.length],
  ];
  return checks.find(([, isGood]) => !isGood)?.[0];
}

function isAccount({ accountId, region }: Aws): boolean {
  return /^[0-9]{12}$/.test(accountId) && REGION.test(region);
}

function isApp({ name, manifestsPath, environments, accept, pullRequests }: FleetFacts['apps'][number]): boolean {
  return (
    NAME.test(name) &&
    manifestsPath === `apps/${name}/deploy` &&
    Array.isArray(accept) &&
    (pullRequests === undefined || /^preview-[a-z0-9-]{1,50}-pr-\u0000$/.test(pullRequests.name)) &&
    environments.every(({ environment }) => NAME.test(environment))
  );
}
