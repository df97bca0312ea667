import { type KubernetesObject, renderApp } from '@goldenpath/manifests';
import type { FleetFacts } from '@goldenpath/model';
import { builtInRegistry } from '@goldenpath/parts';
import { platformObjects } from '../platform-objects';
import { at } from '../rendered/objects';
import type { Pod } from './network';

/** The pods of an application, and the port that they listen on. */
export interface AppPods extends Pod {
  readonly port: number;
}

/** Returns the objects that the platform brings to the cluster of an environment, and to Argo CD. */
export function platformIn({ platform }: FleetFacts, environment: string): KubernetesObject[] {
  return platformObjects({
    ...platform,
    clusters: platform.clusters.filter((cluster) => cluster.environment === environment),
  });
}

/** Returns the pods of every application that has any in an environment, by its name, as its manifests make them. */
export function podsIn({ apps }: FleetFacts, environment: string): ReadonlyMap<string, AppPods> {
  const all = apps.flatMap(({ name, environments }) => {
    const here = environments.find((one) => one.environment === environment);
    const objects = here === undefined ? [] : renderApp(name, here, builtInRegistry);
    const workload = objects.find(({ kind }) => kind === 'Deployment' || kind === 'StatefulSet');
    return workload === undefined ? [] : [[name, podsOf(workload)] as const];
  });
  return new Map(all);
}

function podsOf(workload: KubernetesObject): AppPods {
  return {
    namespace: workload.metadata.namespace ?? '',
    labels: at(workload, 'spec.template.metadata.labels') as Readonly<Record<string, string>>,
    port: at(workload, 'spec.template.spec.containers.0.ports.0.containerPort') as number,
  };
}
