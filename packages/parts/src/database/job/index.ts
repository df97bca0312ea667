import {
  IntOrString,
  KubeConfigMap,
  KubeJob,
  KubeNetworkPolicy,
  KubeServiceAccount,
  type PodSpec,
  Quantity,
} from 'cdk8s-plus-28/lib/imports/k8s';
import { createHash } from 'node:crypto';

/** What a Job that provisions the databases of one instance is made of. */
export interface ProvisioningJobOptions {
  readonly environment: string;
  /** Identifier of the RDS instance. */
  readonly instance: string;
  readonly namespace: string;
  /** An image that has `goldenpath` on its `PATH`. */
  readonly image: string;
  /** The port of PostgreSQL. */
  readonly port: number;
  /** `databases.json`: what to provision. It has no secret. */
  readonly request: string;
  /** The secrets that the Job reads: name of its file, and name in the secret store. */
  readonly secrets: readonly { readonly file: string; readonly remote: string }[];
  readonly store: { readonly name: string; readonly kind: string; readonly refreshInterval: string };
}

/** Where the pod finds its folder. */
const FOLDER = '/etc/goldenpath';
const USER = 10_001;
const MOST_SECONDS = 1_800;
const KEPT_SECONDS = 86_400;
/** So that the suffixes of Kubernetes fit into the 63 characters of a label. */
const LONGEST_NAME = 52;

/**
 * The objects of a Job that provisions the databases of one instance from inside the cluster.
 *
 * The name has a digest of the content: a Job cannot change, so another content is another Job.
 */
export function provisioningJob(options: ProvisioningJobOptions): object[] {
  const digest = createHash('sha256').update(JSON.stringify(options)).digest('hex').slice(0, 8);
  const name = `${`goldenpath-rds-${options.instance}`.slice(0, LONGEST_NAME - 9).replace(/-+$/, '')}-${digest}`;
  const labels = {
    'app.kubernetes.io/name': 'goldenpath-rds',
    'app.kubernetes.io/instance': name,
    'app.kubernetes.io/component': 'provisioning',
    'app.kubernetes.io/managed-by': 'goldenpath',
  };
  const metadata = { name, namespace: options.namespace, labels };
  return [
    KubeServiceAccount.manifest({ metadata, automountServiceAccountToken: false }),
    KubeConfigMap.manifest({ metadata, immutable: true, data: { 'databases.json': options.request } }),
    externalSecret(metadata, options),
    networkPolicy(metadata, options.port),
    KubeJob.manifest({
      metadata,
      spec: {
        backoffLimit: 2,
        activeDeadlineSeconds: MOST_SECONDS,
        ttlSecondsAfterFinished: KEPT_SECONDS,
        template: { metadata: { labels }, spec: podSpec(name, options) },
      },
    }),
  ] as object[];
}

interface Metadata {
  readonly name: string;
  readonly namespace: string;
  readonly labels: { readonly [name: string]: string };
}

/** Each secret as one file, with all that it contains. */
function externalSecret(metadata: Metadata, { secrets, store }: ProvisioningJobOptions): object {
  const defaults = { conversionStrategy: 'Default', decodingStrategy: 'None', metadataPolicy: 'None' };
  return {
    apiVersion: 'external-secrets.io/v1',
    kind: 'ExternalSecret',
    metadata,
    spec: {
      refreshInterval: store.refreshInterval,
      secretStoreRef: { kind: store.kind, name: store.name },
      target: { name: metadata.name, creationPolicy: 'Owner', deletionPolicy: 'Delete' },
      data: secrets.map(({ file, remote }) => ({ secretKey: file, remoteRef: { key: remote, ...defaults } })),
    },
  };
}

/** The pod resolves names and connects to PostgreSQL, and nothing connects to it. */
function networkPolicy(metadata: Metadata, port: number): unknown {
  const to = (protocol: string, number: number) => ({ protocol, port: IntOrString.fromNumber(number) });
  return KubeNetworkPolicy.manifest({
    metadata,
    spec: {
      podSelector: { matchLabels: { 'app.kubernetes.io/instance': metadata.name } },
      policyTypes: ['Ingress', 'Egress'],
      egress: [{ ports: [to('UDP', 53), to('TCP', 53)] }, { ports: [to('TCP', port)] }],
    },
  });
}

/** As the Pod Security Standard `restricted` wants it. */
function podSpec(name: string, { environment, image, secrets }: ProvisioningJobOptions): PodSpec {
  const args = ['rds', 'provision', '--env', environment, '--from', FOLDER];
  return {
    serviceAccountName: name,
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    restartPolicy: 'Never',
    securityContext: {
      runAsNonRoot: true,
      runAsUser: USER,
      runAsGroup: USER,
      fsGroup: USER,
      seccompProfile: { type: 'RuntimeDefault' },
    },
    containers: [
      {
        name: 'provision',
        image,
        command: ['goldenpath'],
        args,
        workingDir: '/tmp',
        env: [{ name: 'HOME', value: '/tmp' }],
        resources: {
          requests: { cpu: Quantity.fromString('100m'), memory: Quantity.fromString('256Mi') },
          limits: { cpu: Quantity.fromString('1'), memory: Quantity.fromString('512Mi') },
        },
        securityContext: {
          allowPrivilegeEscalation: false,
          capabilities: { drop: ['ALL'] },
          readOnlyRootFilesystem: true,
        },
        terminationMessagePolicy: 'FallbackToLogsOnError',
        volumeMounts: [
          { name: 'inputs', mountPath: FOLDER, readOnly: true },
          { name: 'tmp', mountPath: '/tmp' },
        ],
      },
    ],
    volumes: [
      // 0440: the group of the pod reads them.
      {
        name: 'inputs',
        projected: {
          defaultMode: 0o440,
          sources: [
            { configMap: { name } },
            { secret: { name, items: secrets.map(({ file }) => ({ key: file, path: `secrets/${file}` })) } },
          ],
        },
      },
      { name: 'tmp', emptyDir: { sizeLimit: Quantity.fromString('64Mi') } },
    ],
  };
}
