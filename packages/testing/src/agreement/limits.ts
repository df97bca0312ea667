import type { KubernetesObject } from '@goldenpath/manifests';
import { at, objectsOf, type Planes } from '../planes';
import type { TerraformStack } from '../terraform-stack';
import { terraformText } from '../terraform-text';
import type { Agreement } from './agreement';
import {
  DNS_LABEL,
  ECR_NAME,
  IAM_ROLE,
  KEY_NAME,
  isHostName,
  LABEL_VALUE,
  PORT_NAME,
  RDS_IDENTIFIER,
  RDS_LONG_NAME,
  SECRET_NAME,
  SERVICE_NAME,
  TAG_VALUE,
  TOPIC,
  VARIABLE_NAME,
} from './names';

/** What Kubernetes, AWS and GitHub take as names. */
export const WITHIN_LIMITS: readonly Agreement[] = [
  { name: 'Kubernetes takes every name', check: kubernetesTakesNames },
  { name: 'AWS takes every name', check: awsTakesNames },
  { name: 'GitHub takes every name', check: githubTakesNames },
];

/** What a StatefulSet's controller adds to its name, for a label of its pods: a hyphen and a hash. */
const REVISION_LENGTH = 11;

const ROUTES: readonly string[] = ['Ingress', 'HTTPRoute', 'TCPRoute', 'Middleware'];

function kubernetesTakesNames({ rendered }: Planes): void {
  for (const { objects } of rendered) {
    for (const object of objects) {
      // A name of a route may have dots: it names no pod and no host.
      const labels = ROUTES.includes(object.kind) ? object.metadata.name.split('.') : [object.metadata.name];
      for (const label of labels) expect(label).toMatch(object.kind === 'Service' ? SERVICE_NAME : DNS_LABEL);
      expect(object.metadata.namespace).toMatch(DNS_LABEL);
      for (const value of Object.values(object.metadata.labels ?? {})) expect(value).toMatch(LABEL_VALUE);
    }
    for (const port of portsOf(objects)) expect(port).toMatch(PORT_NAME);
    for (const host of hostsOf(objects)) expect([host, isHostName(String(host))]).toEqual([host, true]);
    for (const { data } of objectsOf(objects, 'ConfigMap'))
      for (const name of Object.keys(data as object)) expect(name).toMatch(KEY_NAME);
    for (const { data } of variablesIn(objects))
      for (const name of Object.keys(data as object)) expect(name).toMatch(VARIABLE_NAME);
    for (const { metadata } of objectsOf(objects, 'StatefulSet'))
      expect(metadata.name.length + REVISION_LENGTH).toBeLessThanOrEqual(63);
  }
}

/** The ConfigMaps whose keys are variables of pods. Those of others are names of files. */
function variablesIn(objects: readonly KubernetesObject[]): KubernetesObject[] {
  const pods = JSON.stringify(objects);
  return objectsOf(objects, 'ConfigMap').filter(({ metadata }) =>
    pods.includes(JSON.stringify({ configMapRef: { name: metadata.name } })),
  );
}

function portsOf(objects: readonly KubernetesObject[]): unknown[] {
  return objects.flatMap((object) => {
    const ports = at(object, 'spec.ports') ?? at(object, 'spec.template.spec.containers.0.ports') ?? [];
    return (ports as object[]).map((port) => at(port, 'name'));
  });
}

function hostsOf(objects: readonly KubernetesObject[]): unknown[] {
  const ingress = objectsOf(objects, 'Ingress').flatMap((object) =>
    (at(object, 'spec.rules') as object[]).map((rule) => at(rule, 'host')),
  );
  return [...ingress, ...objectsOf(objects, 'HTTPRoute').flatMap((object) => at(object, 'spec.hostnames'))];
}

/** By type of resource, the attributes that are names, and what they must look like. */
const AWS: readonly (readonly [type: string, attribute: string, pattern: RegExp])[] = [
  ['aws_db_instance', 'identifier', RDS_IDENTIFIER],
  ['aws_db_instance', 'final_snapshot_identifier', RDS_LONG_NAME],
  ['aws_rds_cluster', 'cluster_identifier', RDS_IDENTIFIER],
  ['aws_rds_cluster', 'final_snapshot_identifier', RDS_LONG_NAME],
  ['aws_rds_cluster_instance', 'identifier', RDS_IDENTIFIER],
  ['aws_rds_cluster_parameter_group', 'name', RDS_LONG_NAME],
  ['aws_db_subnet_group', 'name', RDS_LONG_NAME],
  ['aws_db_parameter_group', 'name', RDS_LONG_NAME],
  ['aws_security_group', 'name', /^(?!sg-)[A-Za-z0-9-]{1,255}$/],
  ['aws_iam_role', 'name', IAM_ROLE],
  ['aws_iam_role', 'description', /^.{0,1000}$/],
  ['aws_ecr_repository', 'name', ECR_NAME],
  ['aws_secretsmanager_secret', 'name', SECRET_NAME],
  ['aws_secretsmanager_secret', 'description', /^.{0,2048}$/],
];

function awsTakesNames({ stacks }: Planes): void {
  const roles: unknown[] = [];
  for (const stack of stacks.values()) {
    for (const [type, attribute, pattern] of AWS) expectEach(stack, type, attribute, pattern);
    for (const [type] of AWS)
      for (const { tags } of stack.resources(type))
        for (const value of Object.values(tags ?? {})) expect(terraformText(String(value))).toMatch(TAG_VALUE);
    roles.push(...stack.resources('aws_iam_role').map(({ name }) => name));
  }
  expect(roles).toEqual([...new Set(roles)]);
}

function githubTakesNames({ stacks }: Planes): void {
  for (const stack of stacks.values()) {
    expectEach(stack, 'github_repository', 'name', /^[\w.-]{1,100}$/);
    expectEach(stack, 'github_repository', 'description', /^[^\n\r]{1,350}$/u);
    expectEach(stack, 'github_actions_variable', 'variable_name', /^(?!GITHUB_)[A-Z_][A-Z0-9_]*$/);
    for (const { topics } of stack.resources('github_repository')) {
      expect((topics as string[]).length).toBeLessThanOrEqual(20);
      for (const topic of topics as string[]) expect(topic).toMatch(TOPIC);
    }
  }
}

function expectEach(stack: TerraformStack, type: string, attribute: string, pattern: RegExp): void {
  for (const resource of stack.resources(type))
    expect(terraformText(withSuffix(String(resource[attribute])))).toMatch(pattern);
}

/** The name of a last snapshot ends with the first part of a UUID, which Terraform draws. */
function withSuffix(name: string): string {
  return name.replace(/\$\{substr\(terraform_data\.[\w-]+\.id, 0, 8\)\}$/, '1a2b3c4d');
}
