import type { Difference } from '@goldenpath/extension';

/** What `import` reads. */
export type ImportSource = 'compose' | 'kustomize' | 'manifests' | 'score';

export interface ImportOptions {
  /** A file or a folder, relative to `cwd`. */
  readonly path: string;
  /** The name of the application, where there is one. @default that in the source */
  readonly name?: string;
  /** The team that owns what is imported. @default the only team of the platform file */
  readonly owner?: string;
  /** @default that in the source, or a sentence that names the source */
  readonly description?: string;
  /** The environment whose objects are compared with the manifests. @default the last one of the platform */
  readonly environment?: string;
  /** Write nothing. @default false */
  readonly dryRun?: boolean;
}

/** The result of an import. */
export interface ImportResult {
  readonly source: ImportSource;
  readonly apps: readonly ImportedApp[];
  /** What belongs to none of the applications. */
  readonly leftOut: readonly LeftOut[];
}

/** An application that was imported. */
export interface ImportedApp {
  readonly name: string;
  readonly kind: string;
  /** Its spec, relative to `cwd`. */
  readonly file: string;
  readonly text: string;
  readonly isWritten: boolean;
  /** What the spec does not say. */
  readonly leftOut: readonly LeftOut[];
  /** Secrets that need a value in the secret store. No value is copied. */
  readonly secrets: readonly SecretToFill[];
  /** How the objects that come out differ from the manifests. @default the source has no manifests */
  readonly differences?: readonly ImportDifference[];
  /** The environment of `differences`. */
  readonly environment?: string;
}

/** A field or an object that was not carried over. */
export interface LeftOut {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** Such as `Deployment/web`, or `service web`. */
  readonly object: string;
  /** The path of the field in the object. Empty for the whole object. */
  readonly field: string;
  readonly reason: string;
}

/** A secret that needs a value. */
export interface SecretToFill {
  readonly variable: string;
  /** Where the source has it. */
  readonly file: string;
  readonly line: number;
}

/** An object that differs from a manifest. */
export interface ImportDifference {
  /** `Kind/name`, as it runs; of an added one, as it comes out. */
  readonly object: string;
  /** `added`: it comes out and does not run. `removed`: it runs and does not come out. */
  readonly change: 'added' | 'changed' | 'removed';
  /** Its name where it comes out under another one. */
  readonly becomes?: string;
  /** `before` is what runs. Secrets are masked. Empty for an added or removed object. */
  readonly fields: readonly Pick<Difference, 'path' | 'before' | 'after'>[];
}
