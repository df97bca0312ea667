import type { Chart } from 'cdk8s';
import { KubePersistentVolumeClaim, KubeStatefulSet, Quantity } from 'cdk8s-plus-28/lib/imports/k8s';
import type { AppInEnvironment, StoragePart, WorkloadPart } from '@goldenpath/model';
import { podTemplate } from './pod-template';
import { PlainObject } from './plain-object';

/** A StatefulSet of the workload, and the claims of the volumes that its pods keep. */
export function addStatefulSet(chart: Chart, facts: AppInEnvironment, workload: WorkloadPart, image: string): void {
  const manifest = KubeStatefulSet.manifest({
    metadata: { name: workload.name },
    spec: {
      ...(workload.replicas !== undefined && { replicas: workload.replicas }),
      serviceName: headlessServiceName(facts, workload),
      selector: { matchLabels: facts.selector },
      updateStrategy: { type: 'RollingUpdate' },
      persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Retain', whenScaled: 'Retain' },
      template: podTemplate(facts, workload, image),
    },
  });
  const claims = facts.storage ? { volumeClaimTemplates: [claim(facts.storage)] } : {};
  new PlainObject(chart, 'stateful-set', { ...manifest, spec: { ...manifest.spec, ...claims } });
}

function headlessServiceName({ services }: AppInEnvironment, workload: WorkloadPart): string {
  return services?.find(({ headless }) => headless)?.name ?? workload.name;
}

/**
 * Without labels: a claim gets those of the selector from the controller, and a template can never change again.
 * With `apiVersion` and `kind`, which the typed StatefulSet leaves out: the API server adds them, and Argo CD would show
 * the difference for ever.
 */
function claim(storage: StoragePart): unknown {
  return KubePersistentVolumeClaim.manifest({
    metadata: { name: storage.volumeName },
    spec: {
      accessModes: ['ReadWriteOnce'],
      storageClassName: storage.storageClass,
      resources: { requests: { storage: Quantity.fromString(storage.size) } },
    },
  });
}
