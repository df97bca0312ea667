/** A Kubernetes object as plain data, with its keys in the order that they are written in. */
export interface PlatformObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly [field: string]: unknown;
}

/** The label of every object of the platform. */
export const LABELS: Readonly<Record<string, string>> = { 'app.kubernetes.io/managed-by': 'goldenpath' };

/**
 * Annotations of objects whose kinds an operator brings, which may not run yet. They come last, so that they hold nothing else up.
 */
export function afterOperators(): Readonly<Record<string, string>> {
  return { ...wave(5), 'argocd.argoproj.io/sync-options': 'SkipDryRunOnMissingResource=true' };
}

/** Returns the annotation that orders a sync: lower waves are applied, and are healthy, first. */
export function wave(number: number): Readonly<Record<string, string>> {
  return { 'argocd.argoproj.io/sync-wave': String(number) };
}
