/** The path of the `kustomization.yaml` of an overlay, in the folder of a kustomize tree. */
export function overlayKustomization(root: string, environment: string): string {
  return `${overlayFolder(root, environment)}/kustomization.yaml`;
}

/** The folder of an overlay, in the folder of a kustomize tree. */
export function overlayFolder(root: string, environment: string): string {
  return `${root}/overlays/${environment}`;
}

/** Whether a path is the `kustomization.yaml` of an overlay of a kustomize tree. */
export function isOverlayKustomization(root: string, path: string): boolean {
  const overlays = `${root}/overlays/`;
  return path.startsWith(overlays) && /^[^/]+\/kustomization\.yaml$/.test(path.slice(overlays.length));
}
