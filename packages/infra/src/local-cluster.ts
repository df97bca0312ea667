import type { GeneratedFile } from '@goldenpath/files';
import { TerraformProvider, TerraformResource, type TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import { openStack } from './open-stack';
import { stackFilePath, stackText } from './synthesis/stack-file';

/** The name of the stack. */
export const LOCAL_CLUSTER_STACK = 'cluster-local';

/** The ports of this machine that lead to the ports of the cluster. */
const LOCAL_PORTS = [
  { host: 8880, cluster: 80 },
  { host: 8843, cluster: 443 },
] as const;

/** CDKTF has no bindings for this provider, so the arguments are those of its schema. */
const PROVIDER = { source: 'tehcyx/kind', version: '0.9.0' };
/** The version of Kubernetes. */
const NODE_IMAGE = 'kindest/node:v1.33.1';

/** Services with the port of a node can then have the ports of HTTP and HTTPS, on whichever node their pods are. */
const OPEN_NODE_PORTS = `kind: ClusterConfiguration
apiServer:
  extraArgs:
    service-node-port-range: 80-32767
`;

/**
 * Returns the stack of a Kind cluster: a control plane with the ports of HTTP and HTTPS, a node for the components of the platform, and one
 * for applications. Its state is a file: the cluster is on this machine only, and the state has its credentials.
 */
export function localClusterStack(name: string): GeneratedFile {
  return {
    path: stackFilePath(LOCAL_CLUSTER_STACK),
    content: stackText((root) => buildCluster(root, name)),
    ownership: 'managed',
  };
}

function buildCluster(root: Construct, name: string): TerraformStack {
  const stateKey = `terraform.${LOCAL_CLUSTER_STACK}.tfstate`;
  const stack = openStack(root, { name: LOCAL_CLUSTER_STACK, state: { type: 'local' }, stateKey, dependsOn: [] });
  new KindProvider(stack, 'kind', {
    terraformResourceType: 'kind',
    terraformProviderSource: PROVIDER.source,
    terraformGeneratorMetadata: { providerName: 'kind', providerVersion: PROVIDER.version },
  });
  new KindCluster(stack, 'cluster', {
    terraformResourceType: 'kind_cluster',
    terraformGeneratorMetadata: { providerName: 'kind', providerVersion: PROVIDER.version },
  }).named(name);
  return stack;
}

class KindProvider extends TerraformProvider {
  protected override synthesizeAttributes(): Record<string, unknown> {
    return {};
  }
}

class KindCluster extends TerraformResource {
  private cluster = '';

  named(name: string): this {
    this.cluster = name;
    return this;
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    return {
      name: this.cluster,
      node_image: NODE_IMAGE,
      wait_for_ready: true,
      kind_config: [
        {
          kind: 'Cluster',
          api_version: 'kind.x-k8s.io/v1alpha4',
          node: [
            {
              role: 'control-plane',
              kubeadm_config_patches: [OPEN_NODE_PORTS],
              extra_port_mappings: LOCAL_PORTS.map(({ host, cluster }) => ({
                container_port: cluster,
                host_port: host,
                // Nothing outside this machine reaches the cluster.
                listen_address: '127.0.0.1',
                protocol: 'TCP',
              })),
            },
            { role: 'worker', labels: { role: 'platform' } },
            { role: 'worker', labels: { role: 'workloads' } },
          ],
        },
      ],
    };
  }
}
