import { type AppInEnvironment, type Registry, runHook } from '@goldenpath/extension';
import { type KubernetesObject, type Placed, type ReleasedImage, withReleasedImages } from '@goldenpath/kustomize';
import { imageName, imageReleases, pulledImage } from './container-image';
import { patchesOf, withPatches } from './patches/apply';
import { type PartObjects, PartRenderer } from './part-renderer';

/**
 * Returns the complete Kubernetes objects of an application in one environment.
 *
 * @param app The application's name.
 * @param released The image that runs there. @default the tag that the facts begin with
 * @throws UserError for a hand-written patch that does not fit.
 * @returns An empty list if none of its parts adds objects.
 */
export function renderApp(
  app: string,
  facts: AppInEnvironment,
  registry: Registry,
  released?: ReleasedImage,
): KubernetesObject[] {
  return appRenderer(app, registry, released)(facts);
}

/** As {@link renderApp}, for several environments: what a part makes of equal facts is rendered once. */
export function appRenderer(
  app: string,
  registry: Registry,
  released?: ReleasedImage,
): (facts: AppInEnvironment) => KubernetesObject[] {
  const renderer = new PartRenderer(app, registry, (image) => pulledImage(image, released));
  // Patches are applied before kustomize sets the released image.
  const bare = new PartRenderer(app, registry, imageName);
  return (facts) => {
    const patches = patchesOf(facts, registry);
    if (patches.length === 0) return objectsOf(renderer, facts);
    const images = imageReleases(facts, registry, released);
    return withPatches(objectsOf(bare, facts), patches).map((object) => withReleasedImages(object, images));
  };
}

/** As {@link renderApp}, without hand-written patches, and with a bare name for the image that is released. */
export function renderUnpatched(app: string, facts: AppInEnvironment, registry: Registry): KubernetesObject[] {
  return objectsOf(new PartRenderer(app, registry, imageName), facts);
}

function objectsOf(renderer: PartRenderer, facts: AppInEnvironment): KubernetesObject[] {
  return renderer.render(facts).flatMap(({ objects }) => objects);
}

/** As {@link renderApp}, with a bare name for the image that is released, and with where each object is written. */
export function renderForBase(app: string, registry: Registry): (facts: AppInEnvironment) => Placed[] {
  const renderer = new PartRenderer(app, registry, imageName);
  return (facts) => placed(app, renderer.render(facts));
}

/** Returns where each object is written. */
export function placed(app: string, rendered: readonly PartObjects[]): Placed[] {
  const chosen = rendered.flatMap((one) => one.objects.map((object) => ({ object, place: placeOf(app, one, object) })));
  const taken = new Set(chosen.flatMap(({ place }) => place?.file ?? []));
  return chosen.map(({ object, place }) => ({ object, ...(place ?? defaultPlace(object, taken)) }));
}

/** Returns where a part says that an object is written. */
export function placeOf(
  app: string,
  { part, facts }: PartObjects,
  object: KubernetesObject,
): Omit<Placed, 'object'> | undefined {
  const task = `say where ${object.kind} ${object.metadata.name} of ${app} is written`;
  return runHook(part.name, task, () => part.charts?.().file?.(object, facts));
}

/** Objects are in the overlay by default. */
function defaultPlace({ kind, metadata }: KubernetesObject, taken: Set<string>): Omit<Placed, 'object'> {
  const short = `${kind.toLowerCase()}.yaml`;
  const file = taken.has(short) ? `${kind}-${metadata.name}.yaml`.toLowerCase().replaceAll(/[^a-z0-9.-]/g, '-') : short;
  taken.add(file);
  return { file, home: 'overlay' };
}
