import type { Container, ResourceRequirements } from 'cdk8s-plus-28/lib/imports/k8s';
import { Quantity } from 'cdk8s-plus-28/lib/imports/k8s';
import type { WorkloadPart } from '../types';
import { probes } from './probes';
import { temporaryFilesMount } from './temporary-files';

/** How long a pod goes on serving after it was told to stop: until every proxy has heard that it is going. */
export const DRAIN_SECONDS = 5;

/** The application's one container, as the Pod Security Standard `restricted` wants it, without what other parts add. */
export function container(workload: WorkloadPart, image: string): Container {
  return {
    name: workload.name,
    image,
    // A tag such as `latest` may move, and asking the registry for a digest that the node has costs little.
    imagePullPolicy: 'Always',
    // As the spec has them: Kubernetes itself replaces `$(NAME)` by a variable of the container, and `$$(` by `$(`.
    ...(workload.args.length > 0 && { args: [...workload.args] }),
    ports: [{ name: workload.portName, containerPort: workload.port, protocol: 'TCP' }],
    resources: resources(workload),
    ...probes(workload),
    lifecycle: { preStop: { exec: { command: ['sleep', String(DRAIN_SECONDS)] } } },
    securityContext: {
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
      readOnlyRootFilesystem: true,
    },
    // The last lines of the log say why a container ended; nothing here writes a termination message.
    terminationMessagePolicy: 'FallbackToLogsOnError',
    volumeMounts: [temporaryFilesMount()],
  };
}

function resources({ resources: { requests, limits } }: WorkloadPart): ResourceRequirements {
  return {
    requests: { cpu: Quantity.fromString(requests.cpu), memory: Quantity.fromString(requests.memory) },
    limits: { cpu: Quantity.fromString(limits.cpu), memory: Quantity.fromString(limits.memory) },
  };
}
