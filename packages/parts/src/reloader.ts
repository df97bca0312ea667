/** Returns the annotation of a controller by which Reloader restarts its pods when one of these Secrets changes. */
export function reloadedBy(...secretNames: readonly string[]): Readonly<Record<string, string>> {
  return { 'secret.reloader.stakater.com/reload': secretNames.join(',') };
}
