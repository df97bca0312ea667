import { type AppInEnvironment, type ContainerImage, type Registry, runHook } from '@goldenpath/extension';
import type { KubernetesObject, Placed, ReleasedImage } from '@goldenpath/kustomize';
import { AppChart } from './app-chart';
import { imageName, pulledImage } from './container-image';
import { inReadingOrder } from './key-order';

/**
 * The whole Kubernetes objects of an application in one environment, as the cluster is to have them.
 *
 * @param app The application's name.
 * @param released The image that runs there. @default the tag that the facts begin with
 * @returns no objects where none of its parts makes any.
 */
export function renderApp(
  app: string,
  facts: AppInEnvironment,
  registry: Registry,
  released?: ReleasedImage,
): KubernetesObject[] {
  const { objects } = render(app, facts, registry, (image) => pulledImage(image, released));
  return objects;
}

/** As {@link renderApp}, with a bare name for the image that is released, and with where each object is written. */
export function renderForBase(app: string, facts: AppInEnvironment, registry: Registry): Placed[] {
  const { objects, chart } = render(app, facts, registry, imageName);
  const chosen = objects.map((object) => {
    const { part, facts: own } = chart.makerOf(object);
    const task = `say where ${object.kind} ${object.metadata.name} of ${app} is written`;
    return { object, place: runHook(part.name, task, () => part.charts?.().file?.(object, own)) };
  });
  const taken = new Set(chosen.flatMap(({ place }) => place?.file ?? []));
  return chosen.map(({ object, place }) => ({ object, ...(place ?? defaultPlace(object, taken)) }));
}

/** What an environment decides as a whole is its overlay's. */
function defaultPlace({ kind, metadata }: KubernetesObject, taken: Set<string>): Omit<Placed, 'object'> {
  const short = `${kind.toLowerCase()}.yaml`;
  const file = taken.has(short) ? `${kind}-${metadata.name}.yaml`.toLowerCase().replaceAll(/[^a-z0-9.-]/g, '-') : short;
  taken.add(file);
  return { file, home: 'overlay' };
}

function render(
  app: string,
  facts: AppInEnvironment,
  registry: Registry,
  image: (image: ContainerImage) => string,
): { readonly objects: KubernetesObject[]; readonly chart: AppChart } {
  const chart = new AppChart(app, facts, registry, image);
  return { objects: (chart.toJson() as KubernetesObject[]).map(inReadingOrder), chart };
}
