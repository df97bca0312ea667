import type { ChartInput, KubernetesObject, ObjectFile, PodContribution } from '@goldenpath/extension';
import type { Chart } from 'cdk8s';
import { reloadedBy } from '../reloader';
import { addSecret, secretFile } from '../secret-store/charts';
import type { CredentialsPart } from './types';

/** Pod annotation that changes with the composed variables, so that a change rolls the pods. */
const VARIABLES_CHECKSUM = 'goldenpath.io/database-variables-checksum';

/** Adds what makes the Secret: an ExternalSecret, which reads one secret of the store, or a SealedSecret. */
export function add(chart: Chart, { facts }: ChartInput<CredentialsPart>): void {
  const path = 'sealed' in facts ? '' : facts.remotePath;
  addSecret(chart, 'external-secret', {
    secretName: facts.secretName,
    source: facts,
    ...(facts.composed && {
      composed: Object.fromEntries(facts.composed.map(({ variable, template }) => [variable, template])),
    }),
    data: facts.variables.map(({ variable, property }) => ({ key: variable, remote: { path, property } })),
  });
}

/**
 * Pods read the credentials as variables, which a running container never sees change. Reloader rolls the pods when the Secret changes.
 *
 * @see https://github.com/stakater/Reloader
 */
export function pod({ secretName, reloads, checksum }: CredentialsPart): PodContribution {
  return {
    ...(checksum !== undefined && { annotations: { [VARIABLES_CHECKSUM]: checksum } }),
    envFrom: [{ secretRef: { name: secretName } }],
    ...(reloads && { controllerAnnotations: reloadedBy(secretName) }),
  };
}

/** Of an ExternalSecret, only the path of the secret differs between environments. */
export function file({ kind }: KubernetesObject): ObjectFile {
  return secretFile(kind, 'externalsecret.yaml', 'sealedsecret.yaml');
}
