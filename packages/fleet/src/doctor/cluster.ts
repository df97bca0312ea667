import type { Exposure, Platform } from '@goldenpath/extension';
import { type Checker, valueAt } from './programs';

/** An object that manifests refer to, and how it is made. */
interface Needed {
  readonly kind: string;
  readonly name: string;
  readonly remedy: string;
}

/** Checks in a cluster what the manifests refer to. */
export async function checkCluster(
  checker: Checker,
  platform: Platform,
  { kubeconfig, kubeContext }: { readonly kubeconfig: string | undefined; readonly kubeContext: string | undefined },
): Promise<void> {
  if (kubeconfig === undefined)
    return checker.add('cluster', 'skipped', 'no kubeconfig is given', 'Pass --kubeconfig FILE to check a cluster.');
  const flags = ['--kubeconfig', kubeconfig, ...(kubeContext === undefined ? [] : ['--context', kubeContext])];
  const server = await checker.json('cluster', 'Check the kubeconfig and the network.', 'kubectl', [
    ...flags,
    'version',
    '-o',
    'json',
  ]);
  if (server === undefined) return undefined;
  const version = valueAt(server, 'serverVersion', 'gitVersion');
  checker.expect(
    'cluster',
    typeof version === 'string' ? undefined : 'its version is unknown',
    `Kubernetes ${String(version)}`,
    'Check the kubeconfig.',
  );
  for (const { kind, name, remedy } of neededObjects(platform)) {
    const result = await checker.run('kubectl', [...flags, 'get', kind, name, '-o', 'name']);
    const shown = `${kind} ${name}`;
    if (result.code === 0) checker.add(shown, 'ok', 'it exists');
    else if (/doesn't have a resource type/.test(result.stderr))
      checker.add(shown, 'missing', 'the cluster does not have this type', remedy);
    else checker.failed(shown, result, remedy);
  }
  return undefined;
}

function neededObjects({ environments, ingress, ingressClasses = {}, kubernetes, secretStore }: Platform): Needed[] {
  const further = Object.entries(ingressClasses);
  const issuers = new Set(
    [...environments, ...further.map(([, exposure]) => exposure)].flatMap(({ clusterIssuer }) => clusterIssuer ?? []),
  );
  const namespaces = kubernetes.namespace.includes('{') ? [] : [kubernetes.namespace];
  return [
    ...namespaces.map((name) => ({
      kind: 'namespace',
      name,
      remedy: `Run \`kubectl create namespace ${name}\`, or let Argo CD create it.`,
    })),
    {
      kind: 'storageclass',
      name: kubernetes.storageClass,
      remedy: 'Install the CSI driver of the cloud and make the class, or set `kubernetes.storageClass`.',
    },
    ...sharedStorageObjects(environments, kubernetes),
    ...secretStoreObjects(secretStore),
    ...(kubernetes.keda
      ? [{ kind: 'customresourcedefinition', name: 'scaledobjects.keda.sh', remedy: 'Install KEDA.' }]
      : []),
    ...[...issuers].map((name) => ({
      kind: 'clusterissuer.cert-manager.io',
      name,
      remedy: 'Install cert-manager and make the issuer.',
    })),
    ...exposureObjects([
      ['ingress', ingress],
      ...further.map(([name, exposure]) => [`ingressClasses.${name}`, exposure] as const),
    ]),
  ];
}

/** The class is made by Argo CD where a file system is known, and by the owner of the cluster elsewhere. */
function sharedStorageObjects(
  environments: Platform['environments'],
  { sharedStorageClass: name }: Platform['kubernetes'],
): Needed[] {
  if (name === undefined) return [];
  if (!environments.some(({ cluster }) => cluster?.sharedFileSystem !== undefined)) {
    const remedy =
      'Install the CSI driver of shared volumes and make the class, or remove `kubernetes.sharedStorageClass`.';
    return [{ kind: 'storageclass', name, remedy }];
  }
  return [
    {
      kind: 'csidriver',
      name: 'efs.csi.aws.com',
      remedy: 'Install the add-on `aws-efs-csi-driver` of EKS, with a role that has `AmazonEFSCSIDriverPolicy`.',
    },
    {
      kind: 'storageclass',
      name,
      remedy: 'Let Argo CD make it, or make the class in a cluster without a file system.',
    },
  ];
}

/** Returns what the classes need, each once. */
function exposureObjects(classes: readonly (readonly [field: string, exposure: Exposure])[]): Needed[] {
  const needed = classes.flatMap(([field, exposure]): Needed[] => {
    if (exposure.type === 'ingress')
      return [
        {
          kind: 'ingressclass',
          name: exposure.className,
          remedy: `Install the ingress controller, or set \`${field}.className\`.`,
        },
      ];
    const route = (name: string, channel: string) => ({
      kind: 'crd',
      name: `${name}.gateway.networking.k8s.io`,
      remedy: `Install the Gateway API${channel} and its controller.`,
    });
    const hasTcp = Object.keys(exposure.tcpListeners ?? {}).length > 0;
    return [route('httproutes', ''), ...(hasTcp ? [route('tcproutes', ' with its experimental channel')] : [])];
  });
  return [...new Map(needed.map((each) => [`${each.kind} ${each.name}`, each])).values()];
}

function secretStoreObjects({ type, kind, name }: Platform['secretStore']): Needed[] {
  if (type === 'sealed-secrets')
    return [
      {
        kind: 'customresourcedefinition',
        name: 'sealedsecrets.bitnami.com',
        remedy: 'Install Sealed Secrets.',
      },
    ];
  if (kind !== 'ClusterSecretStore') return [];
  const source = type === 'vault' ? 'Vault' : 'AWS Secrets Manager';
  const remedy = `Install External Secrets and make the store for ${source}.`;
  return [{ kind: 'clustersecretstore.external-secrets.io', name, remedy }];
}
