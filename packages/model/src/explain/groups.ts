import type { FactGroup } from './explained-fact';

const APP_GROUPS: Readonly<Record<string, FactGroup>> = {
  repository: 'Repository and registry',
  registry: 'Repository and registry',
  stack: 'Terraform stacks',
  tags: 'Labels and tags',
};

const ENVIRONMENT_GROUPS: Readonly<Record<string, FactGroup>> = {
  environment: 'Where it runs',
  namespace: 'Where it runs',
  configuration: 'Variables',
  env: 'Variables',
  services: 'Network',
  route: 'Network',
  ingress: 'Network',
  uses: 'Network',
  storage: 'Storage',
  database: 'Database',
  credentials: 'Database',
  stack: 'Terraform stacks',
  labels: 'Labels and tags',
  selector: 'Labels and tags',
  tags: 'Labels and tags',
};

/** The group of what stands at a first step of an application's facts. */
export function groupOfApp(step: string): FactGroup {
  return APP_GROUPS[step] ?? 'Identity';
}

/** The group of what stands at a first step of an application's facts in one environment, or of a setting. */
export function groupInEnvironment(step: string): FactGroup {
  return ENVIRONMENT_GROUPS[step] ?? 'Pods';
}
