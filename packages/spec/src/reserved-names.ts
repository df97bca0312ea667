import type { Platform } from '@goldenpath/extension';

/** A reserved name and its purpose. */
interface ReservedName {
  readonly name: string;
  /** The end of a sentence: `the GitOps repository`. */
  readonly isFor: string;
}

/** Environment names that the product or its workflows use for something else. */
export const RESERVED_ENVIRONMENTS: readonly ReservedName[] = [
  { name: 'base', isFor: 'the kustomize base, which all environments share' },
  { name: 'gitops', isFor: 'the GitHub environment that holds the key of the GitOps repository' },
  { name: 'organisation-wide', isFor: 'the deployment target of what belongs to no environment' },
  { name: 'overlays', isFor: 'the folder of the kustomize overlays' },
  { name: 'plan', isFor: 'the GitHub environment that pull requests are planned in' },
  { name: 'platform', isFor: 'the stacks that belong to no application' },
  { name: 'removals', isFor: 'the tag `deployed/removals`, which records what was destroyed' },
  { name: 'requests', isFor: 'the GitHub environment that holds the key for pull requests with new specs' },
  { name: 'scheduled', isFor: 'the GitHub environment that drift and rotation run in' },
];

/** Platform components whose hosts, repositories and Services an application of the same name would take. */
const COMPONENTS = [
  'argo-cd',
  'argocd',
  'backstage',
  'cert-manager',
  'external-secrets',
  'goldenpath',
  'grafana',
  'kong',
  'kubernetes',
  'platform',
  'prometheus',
  'root-app',
  'sealed-secrets',
  'traefik',
  'vault',
];

/** Returns names that no application with a repository or a Service can have. A repository's name stays reserved even if it is allowed. */
export function reservedApplicationNames(platform: Platform): ReservedName[] {
  const { organisation, gitops, delivery } = platform;
  const { reserved, allowed } = platform.applicationNames;
  const [owner, workflows = ''] = delivery.workflow.toLowerCase().split('/');
  return [
    { name: gitops.repository.toLowerCase(), isFor: 'the GitOps repository' },
    ...(owner === organisation ? [{ name: workflows, isFor: 'the repository of the delivery workflow' }] : []),
    ...reserved.map((name) => ({ name, isFor: 'the platform, by `applicationNames.reserved`' })),
    ...COMPONENTS.filter((name) => !allowed.includes(name)).map((name) => ({
      name,
      isFor: 'a component of the platform',
    })),
  ];
}
