/** The label of the namespaces of previews: the application. Network policies and secret stores select them by it. */
export const PREVIEW_OF = 'preview-of';

/** Selects the namespaces of all previews. */
export function inPreviews(): unknown {
  return { namespaceSelector: { matchExpressions: [{ key: PREVIEW_OF, operator: 'Exists' }] } };
}
