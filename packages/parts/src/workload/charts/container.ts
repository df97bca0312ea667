import type { Container, ResourceRequirements } from 'cdk8s-plus-28/lib/imports/k8s';
import { Quantity } from 'cdk8s-plus-28/lib/imports/k8s';
import type { WorkloadPart } from '../types';
import { probes } from './probes';
import { temporaryFilesMount } from './temporary-files';

/** Returns the application's container, compliant with the Pod Security Standard `restricted`, without the additions of other parts. */
export function container(workload: WorkloadPart, image: string): Container {
  return {
    name: workload.name,
    image,
    // A tag such as `latest` can move. Asking the registry for a digest that the node already has is cheap.
    imagePullPolicy: 'Always',
    // Arguments are passed unchanged: Kubernetes replaces `$(NAME)` by a variable of the container, and `$$(` by `$(`.
    ...(workload.args.length > 0 && { args: [...workload.args] }),
    ports: [{ name: workload.portName, containerPort: workload.port, protocol: 'TCP' }],
    resources: resources(workload),
    ...probes(workload),
    securityContext: {
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
      readOnlyRootFilesystem: true,
    },
    // The last log lines explain why a container ended, because nothing writes a termination message.
    terminationMessagePolicy: 'FallbackToLogsOnError',
    volumeMounts: [temporaryFilesMount()],
  };
}

function resources({ resources: { requests, limits } }: WorkloadPart): ResourceRequirements {
  return {
    requests: { cpu: Quantity.fromString(requests.cpu), memory: Quantity.fromString(requests.memory) },
    limits: {
      ...(limits.cpu !== undefined && { cpu: Quantity.fromString(limits.cpu) }),
      memory: Quantity.fromString(limits.memory),
    },
  };
}
