import type { ChartInput, KubernetesObject, ObjectFile, PodContribution } from '@goldenpath/extension';
import type { Chart } from 'cdk8s';
import { reloadedBy } from '../reloader';
import { addSecret, secretFile } from '../secret-store/charts';
import type { DatabaseAccessPart } from './types';

/** Pod annotation that changes with the variables of the databases, so that a change rolls the pods. */
const CHECKSUM = 'goldenpath.io/databases-checksum';

/** Adds what makes the Secret of each database. */
export function add(chart: Chart, { facts: { databases } }: ChartInput<DatabaseAccessPart>): void {
  for (const [app, { secret, credentials }] of Object.entries(databases))
    addSecret(chart, `database-${app}`, {
      secretName: credentials.secretName,
      source: credentials,
      ...(credentials.composed && {
        composed: Object.fromEntries(credentials.composed.map(({ variable, template }) => [variable, template])),
      }),
      data: credentials.variables.map(({ variable, property }) => ({
        key: variable,
        remote: { path: secret.path, property },
      })),
    });
}

/** Adds the variables of each Secret. */
export function pod({ databases, reloads, checksum }: DatabaseAccessPart): PodContribution {
  const names = Object.values(databases).map(({ credentials }) => credentials.secretName);
  return {
    annotations: { [CHECKSUM]: checksum },
    envFrom: names.map((name) => ({ secretRef: { name } })),
    ...(reloads && { controllerAnnotations: reloadedBy(...names) }),
  };
}

/** Of an ExternalSecret, only the path of the secret differs between environments. */
export function file({ kind, metadata }: KubernetesObject, { databases }: DatabaseAccessPart): ObjectFile {
  const [app = ''] =
    Object.entries(databases).find(([, { credentials }]) => credentials.secretName === metadata.name) ?? [];
  return secretFile(kind, `externalsecret-database-${app}.yaml`, `sealedsecret-database-${app}.yaml`);
}
