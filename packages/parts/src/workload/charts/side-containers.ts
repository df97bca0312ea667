import type { ContributedContainer, PodContribution } from '@goldenpath/extension';
import type { Surroundings } from './pod-template';

type Fields = Readonly<Record<string, unknown>>;

/** Returns the sidecars and init containers of some pods, and the volumes that they alone mount. */
export function sideContainers({ pod, image, component = 'main' }: Surroundings): {
  readonly containers: readonly Fields[];
  readonly volumes: readonly Fields[];
} {
  const here = (pod.initContainers ?? []).filter(({ pods }) => pods.includes(component));
  return {
    containers: here.map((one) => ({ ...withInherited(one, pod), image: image(one.image) })),
    volumes: here.flatMap(({ volumes }) => volumes),
  };
}

/** What is the container's own wins: a variable of the same name is replaced. */
function withInherited({ container, inherit }: ContributedContainer, pod: PodContribution): Fields {
  if (inherit === 'nothing') return container;
  const all = inherit === 'all';
  const envFrom = (pod.envFrom ?? []).filter((source) => all || source['secretRef'] === undefined);
  const own = listOf(container, 'env');
  const names = new Set(own.map(({ name }) => name));
  const inherited = (pod.env ?? []).filter((variable) => all || isPlain(variable));
  const env = [...inherited.filter(({ name }) => !names.has(name)), ...own];
  return {
    ...container,
    ...(envFrom.length > 0 && { envFrom }),
    ...(env.length > 0 && { env }),
    volumeMounts: [...(all ? (pod.volumeMounts ?? []) : []), ...listOf(container, 'volumeMounts')],
  };
}

/** A value with a reference may have that of a secret. */
function isPlain({ value }: Fields): boolean {
  return typeof value === 'string' && !value.replaceAll('$$', '').includes('$(');
}

function listOf(container: Fields, field: string): readonly Fields[] {
  return (container[field] ?? []) as readonly Fields[];
}
