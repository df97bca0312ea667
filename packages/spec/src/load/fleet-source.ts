import type { ProcessScope } from '@goldenpath/process';

/** Where a fleet is. */
export interface FleetSource {
  /** The folder that has one folder per application. */
  readonly appsFolder: string;
  /** The platform file, `platform.yaml` or `platform.ts`. */
  readonly platformFile: string;
  /** The folder that file names in errors are relative to. */
  readonly relativeTo: string;
  /**
   * Refuse `app.ts`, `platform.ts` and extensions, which are programs that loading them runs.
   *
   * @default false
   */
  readonly dataOnly?: boolean;
  /**
   * Extensions that are run although `dataOnly` is set: those that the platform file of the base lists, as they are there.
   *
   * @default none
   */
  readonly trustedExtensions?: TrustedExtensions;
  /** What becomes of the processes that run the code of specs, and of what they print. @default the output is dropped */
  readonly codeHost?: CodeHost;
}

/** The owner of the processes that run the code of specs. */
export interface CodeHost {
  /** Called with what the code prints. */
  readonly onOutput: (text: string) => void;
  /** Has each process while it runs. */
  readonly processes: ProcessScope;
}

/** Extensions of a fleet whose code is trusted. */
export interface TrustedExtensions {
  /** As the platform file of that fleet names them. */
  readonly names: readonly string[];
  /** The folder of that platform file: where they are loaded from. */
  readonly folder: string;
}
