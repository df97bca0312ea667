import { managedYamlText } from '@goldenpath/files';
import { withBareImages } from './images';
import type { TreeMemo } from './tree-memo';
import type { Json, JsonMap, KubernetesObject, Placed, Rendition } from './types';

/** An object without its namespace and image tags, which the overlay sets for all objects. */
export interface Rendered {
  readonly placed: Placed;
  readonly namespace: string | undefined;
  readonly body: JsonMap;
}

/** Objects by kustomize's identity, in order. */
export type RenderedObjects = ReadonlyMap<string, Rendered>;

/**
 * Prepares the objects of a rendition for comparison.
 *
 * @throws Error for two objects of one kind and name, which would be equal without their namespaces.
 */
export function renderedObjects({ objects, images }: Rendition, memo: TreeMemo): RenderedObjects {
  const rendered = new Map<string, Rendered>();
  const ofImages = `body ${JSON.stringify(images)}`;
  for (const placed of objects) {
    const { apiVersion, kind, metadata } = placed.object;
    const identity = JSON.stringify([apiVersion, kind, metadata.name]);
    if (rendered.has(identity)) throw new Error(`${kind} ${metadata.name} (${apiVersion}) appears twice.`);
    const body = memo.of(ofImages, [placed.object], () => bodyOf(placed.object, images));
    rendered.set(identity, { placed, namespace: metadata.namespace, body });
  }
  return rendered;
}

/** Returns the text of an object's file in an overlay that sets the namespace of all its objects. */
export function overlayObjectText(object: KubernetesObject, images: Rendition['images']): string {
  return managedYamlText(bodyOf(object, images));
}

function bodyOf(object: KubernetesObject, images: Rendition['images']): JsonMap {
  const { namespace: _, ...metadata } = object.metadata;
  // API objects are JSON by contract. Their type only leaves the fields of each kind open.
  return withBareImages({ ...object, metadata } as Json, images) as JsonMap;
}
