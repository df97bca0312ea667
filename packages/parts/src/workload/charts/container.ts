import type { Container, ResourceRequirements } from 'cdk8s-plus-28/lib/imports/k8s';
import { Quantity } from 'cdk8s-plus-28/lib/imports/k8s';
import type { PodFacts } from '../types';
import { type Port, transportOf } from '../ports';
import { probes } from './probes';
import { emptyDirMounts } from './empty-dirs';

/** Returns the application's container, compliant with the Pod Security Standard `restricted`, without the additions of other parts. */
export function container(workload: PodFacts, image: string): Container {
  return {
    name: workload.name,
    image,
    // A tag such as `latest` can move. Asking the registry for a digest that the node already has is cheap.
    imagePullPolicy: 'Always',
    ...(workload.command && { command: [...workload.command] }),
    // Arguments are passed unchanged: Kubernetes replaces `$(NAME)` by a variable of the container, and `$$(` by `$(`.
    ...(workload.args.length > 0 && { args: [...workload.args] }),
    ...containerPorts(workload),
    resources: resources(workload),
    ...probes(workload),
    securityContext: {
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
      readOnlyRootFilesystem: true,
    },
    // The last log lines explain why a container ended, because nothing writes a termination message.
    terminationMessagePolicy: 'FallbackToLogsOnError',
    volumeMounts: emptyDirMounts(workload),
  };
}

function containerPorts({ port, portName, protocol, ports = [] }: PodFacts): Pick<Container, 'ports'> {
  if (port === undefined || portName === undefined) return {};
  const all: readonly Port[] = [{ name: portName, port, protocol: protocol ?? 'tcp' }, ...ports];
  return {
    ports: all.map((each) => ({
      name: each.name,
      containerPort: each.port,
      protocol: transportOf(each.protocol),
    })),
  };
}

function resources({ resources: { requests, limits }, ephemeralStorage }: PodFacts): ResourceRequirements {
  return {
    requests: {
      cpu: Quantity.fromString(requests.cpu),
      memory: Quantity.fromString(requests.memory),
      ...onDisk(ephemeralStorage?.request),
    },
    limits: {
      ...(limits.cpu !== undefined && { cpu: Quantity.fromString(limits.cpu) }),
      memory: Quantity.fromString(limits.memory),
      ...onDisk(ephemeralStorage?.limit),
    },
  };
}

function onDisk(size: string | undefined): Readonly<Record<string, Quantity>> {
  return size === undefined ? {} : { 'ephemeral-storage': Quantity.fromString(size) };
}
