/** Returns the path of an overlay's `kustomization.yaml` in a kustomize tree. */
export function overlayKustomization(root: string, environment: string): string {
  return overlayPath(root, environment, 'kustomization.yaml');
}

/** Returns the path of a file of an overlay in a kustomize tree. */
export function overlayPath(root: string, environment: string, file: string): string {
  return `${overlayFolder(root, environment)}/${file}`;
}

/** Returns the folder of an overlay in a kustomize tree. */
export function overlayFolder(root: string, environment: string): string {
  return `${root}/overlays/${environment}`;
}

/** Returns whether a path is the `kustomization.yaml` of an overlay in a kustomize tree. */
export function isOverlayKustomization(root: string, path: string): boolean {
  const overlays = `${root}/overlays/`;
  return path.startsWith(overlays) && /^[^/]+\/kustomization\.yaml$/.test(path.slice(overlays.length));
}
