import type { Draft } from './draft';
import type { ImportNode } from './node';

/** What makes an image that the spec names: a tag that is not `latest`, or a digest. */
const VERSIONED = /(:(?!latest$)[A-Za-z0-9_][A-Za-z0-9._-]*|@sha256:[a-f0-9]{64})$/;

/** Returns whether a reference names a version of its image. */
export function isVersioned(image: string): boolean {
  return VERSIONED.test(image);
}

/** Sets the image, unless the application is built here: its image is in the registry of the platform, or has no version. */
export function setImage(draft: Draft, node: ImportNode, registry: string): void {
  const image = node.text();
  if (image === undefined) return;
  if (image.startsWith(`${registry}/`)) {
    node.take();
    return;
  }
  if (!isVersioned(image))
    return node.leaveOut(
      'The image has no version. Add `image` with one: without it, the application is built from its repository.',
    );
  node.take();
  draft.set(['image'], image, node);
}

/** The name of an image without its registry, folders and version. */
export function imageBase(image: string): string {
  return (image.split('/').at(-1) ?? '').split(/[:@]/)[0] ?? '';
}

/** Returns the major version in a tag, such as 16 in `postgres:16-alpine`. */
export function majorVersion(image: string): string | undefined {
  return /:v?(\d+)/.exec(image.split('/').at(-1) ?? '')?.[1];
}
