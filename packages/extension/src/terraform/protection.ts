/**
 * Of what must not be lost: a plan that would destroy or replace it is an error. Taking that away needs a word in the spec,
 * never an accident.
 */
export function protection(isProtected: boolean): { readonly lifecycle?: { readonly preventDestroy: true } } {
  return isProtected ? { lifecycle: { preventDestroy: true } } : {};
}
