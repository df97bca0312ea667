import type { KubernetesObject } from '@goldenpath/manifests';
import { podTemplateOf, workloadOf } from '../rendered/objects';
import { at, type Planes } from '../planes';
import type { Agreement } from './agreement';

/** What the pods of an application have beside its container. */
export const IN_THE_PODS: readonly Agreement[] = [
  {
    name: 'sidecars and init containers are in the pods that the spec names, in its order',
    check: containersArePlaced,
  },
  { name: 'sidecars and init containers see of the application what the spec says', check: containersSeeTheirShare },
  { name: 'a container mounts volumes of its pod, each at a path of its own', check: mountsAreVolumes },
];

interface Container {
  readonly name: string;
  readonly image: string;
  readonly restartPolicy?: string;
  readonly envFrom?: readonly object[];
  readonly volumeMounts?: readonly { readonly name: string; readonly mountPath: string; readonly subPath?: string }[];
}

interface Pod {
  readonly containers: readonly Container[];
  readonly initContainers?: readonly Container[];
  readonly volumes?: readonly { readonly name: string }[];
}

/** The pods of an application by the names that `processes` of a container has. */
function podsOf(app: string, objects: readonly KubernetesObject[]): Map<string, Pod> {
  const found = new Map<string, Pod>();
  const add = (name: string, controller: KubernetesObject) => {
    found.set(name, at(podTemplateOf(controller), 'spec') as Pod);
  };
  for (const object of objects) {
    if (object === workloadOf(objects)) add('main', object);
    else if (object.kind === 'Deployment' || object.kind === 'Job')
      add(object.metadata.name.slice(app.length + 1), object);
  }
  return found;
}

function containersArePlaced({ rendered }: Planes): void {
  for (const { app, facts, objects } of rendered.filter((each) => each.facts.sideContainers !== undefined)) {
    const { containers = [] } = facts.sideContainers ?? {};
    for (const [name, pod] of podsOf(app.name, objects)) {
      const wanted = containers.filter(({ processes }) => processes.includes(name));
      const made = pod.initContainers ?? [];
      expect(made.map((container) => container.name)).toEqual(wanted.map((container) => container.name));
      expect(made.map(({ restartPolicy }) => restartPolicy)).toEqual(
        wanted.map(({ isSidecar }) => (isSidecar ? 'Always' : undefined)),
      );
      for (const [index, { image }] of wanted.entries()) {
        const reference = image.source === 'upstream' ? image.reference : pod.containers[0]?.image;
        expect(made[index]?.image).toBe(reference);
      }
    }
  }
}

function containersSeeTheirShare({ rendered }: Planes): void {
  for (const { app, facts, objects } of rendered.filter((each) => each.facts.sideContainers !== undefined))
    for (const pod of podsOf(app.name, objects).values())
      for (const { name, envFrom = [] } of pod.initContainers ?? []) {
        const { inherit } = facts.sideContainers?.containers.find((each) => each.name === name) ?? {};
        const own = pod.containers[0]?.envFrom ?? [];
        const plain = own.filter((source) => at(source, 'configMapRef') !== undefined);
        expect(envFrom).toEqual(inherit === 'all' ? own : inherit === 'configuration' ? plain : []);
      }
}

function mountsAreVolumes({ rendered }: Planes): void {
  for (const { app, objects } of rendered.filter((each) => each.objects.length > 0)) {
    const claims = (at(workloadOf(objects), 'spec.volumeClaimTemplates') ?? []) as KubernetesObject[];
    const claimed = claims.map(({ metadata }) => metadata.name);
    for (const { containers, initContainers = [], volumes = [] } of podsOf(app.name, objects).values()) {
      const known = [...claimed, ...volumes.map(({ name }) => name)];
      expect(known).toEqual([...new Set(known)]);
      for (const { volumeMounts = [] } of [...containers, ...initContainers]) {
        expect(volumeMounts.map(({ name }) => name).filter((name) => !known.includes(name))).toEqual([]);
        const paths = volumeMounts.map(({ mountPath }) => mountPath);
        expect(paths).toEqual([...new Set(paths)]);
      }
    }
  }
}
