import { withBareImages } from './images';
import type { Json, JsonMap, KubernetesObject, Placed, Rendition } from './types';

/** An object without what an overlay says for all: its namespace, and the images that run. */
export interface Rendered {
  readonly placed: Placed;
  readonly namespace: string | undefined;
  readonly body: JsonMap;
}

/** Objects by what kustomize tells them apart by, in their own order. */
export type RenderedObjects = ReadonlyMap<string, Rendered>;

/**
 * Takes the objects of a rendition apart.
 *
 * @throws Error for two objects of one kind and name: without their namespaces they would be the same.
 */
export function renderedObjects({ objects, images }: Rendition): RenderedObjects {
  const rendered = new Map<string, Rendered>();
  for (const placed of objects) {
    const { apiVersion, kind, metadata } = placed.object;
    const identity = JSON.stringify([apiVersion, kind, metadata.name]);
    if (rendered.has(identity)) throw new Error(`${kind} ${metadata.name} (${apiVersion}) is there twice.`);
    rendered.set(identity, { placed, namespace: metadata.namespace, body: bodyOf(placed.object, images) });
  }
  return rendered;
}

function bodyOf(object: KubernetesObject, images: Rendition['images']): JsonMap {
  const { namespace: _, ...metadata } = object.metadata;
  // An object of the API is JSON by its contract; its type only leaves the fields of each kind open.
  return withBareImages({ ...object, metadata } as Json, images) as JsonMap;
}
