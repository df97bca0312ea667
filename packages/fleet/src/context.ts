/** Variables of a process, by name. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** What an operation gets from its caller: nothing is read from the process. */
export interface FleetContext {
  /** The folder that relative paths are relative to, and file names in messages. */
  readonly cwd: string;
  readonly env: Environment;
  /** Called while an operation runs. @default no progress is reported */
  readonly onProgress?: (progress: FleetProgress) => void;
}

/** Where an operation is. */
export type FleetProgress =
  /** Units of the output that are generated or compared, of all that are stale. */
  | { readonly kind: 'units'; readonly done: number; readonly all: number }
  /** A release of Terraform is downloaded, because this machine has none. */
  | { readonly kind: 'engine-download'; readonly what: string };

/** Where a fleet is. */
export interface FleetLocation {
  /** The folder with one folder per application. @default `apps` beside the platform file */
  readonly apps?: string;
  /** The platform file. @default the nearest `platform.yaml` or `platform.ts`, in `cwd` or above */
  readonly platform?: string;
  /** Refuse specs that are programs. @default false */
  readonly dataOnly?: boolean;
}
