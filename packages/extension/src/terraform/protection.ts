/**
 * Returns the lifecycle of a resource that must not be lost: a plan that would destroy or replace it fails. Removing the protection needs
 * an acceptance in the spec.
 */
export function protection(isProtected: boolean): { readonly lifecycle?: { readonly preventDestroy: true } } {
  return isProtected ? { lifecycle: { preventDestroy: true } } : {};
}
