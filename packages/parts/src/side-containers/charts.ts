import type { ContributedContainer, PodContribution } from '@goldenpath/extension';
import { toJson_Container } from 'cdk8s-plus-28/lib/imports/k8s';
import { container } from '../workload/charts/container';
import type { SideContainer, SideContainersPart } from './types';

const TMP = '/tmp';

/** The size of the /tmp of each container. */
const TEMPORARY_FILES = '256Mi';

/** Adds the containers to the pods. */
export function pod({ containers }: SideContainersPart): PodContribution {
  return { initContainers: containers.map(contributed) };
}

/** A sidecar is an init container that is started again whenever it ends. @see https://kep.k8s.io/753 */
function contributed(facts: SideContainer): ContributedContainer {
  const { name, image, env = {}, inherit, processes, isSidecar, runAsUser } = facts;
  const {
    image: _,
    securityContext,
    volumeMounts,
    ...made
  } = toJson_Container(container(facts, '')) as Record<string, unknown>;
  const folder = `tmp-${name}`;
  return {
    image,
    pods: processes,
    inherit,
    container: {
      ...made,
      ...(isSidecar && { restartPolicy: 'Always' }),
      ...(Object.keys(env).length > 0 && { env: Object.entries(env).map(([key, value]) => ({ name: key, value })) }),
      securityContext: { ...(securityContext as object), runAsUser },
      volumeMounts: [
        { name: folder, mountPath: TMP },
        ...(volumeMounts as readonly { readonly mountPath: string }[]).filter(({ mountPath }) => mountPath !== TMP),
      ],
    },
    volumes: [{ name: folder, emptyDir: { sizeLimit: TEMPORARY_FILES } }],
  };
}
