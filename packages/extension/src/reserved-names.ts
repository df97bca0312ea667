import type { Platform } from './platform';

/** A reserved name and its purpose. */
export interface ReservedName {
  readonly name: string;
  /** The end of a sentence: `the GitOps repository`. */
  readonly isFor: string;
}

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
