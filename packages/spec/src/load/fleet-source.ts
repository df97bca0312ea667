/** The location of a fleet. */
export interface FleetSource {
  /** The folder with one folder per application. */
  readonly appsFolder: string;
  /** The platform file, `platform.yaml` or `platform.ts`. */
  readonly platformFile: string;
  /** The folder that file names in errors are relative to. */
  readonly relativeTo: string;
  /**
   * Refuse `app.ts`, `platform.ts` and extensions, which are code.
   *
   * @default false
   */
  readonly dataOnly?: boolean;
  /**
   * Extensions that run despite `dataOnly`: those in the platform file of the base, with the content they have there.
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
  readonly processes: CodeProcesses;
}

/**
 * Collects the processes that run code. `app.ts` compiles against this file, so it needs no type of Node.
 */
export interface CodeProcesses {
  add(child: { readonly pid?: number | undefined }): void;
}

/** Extensions whose code is trusted. */
export interface TrustedExtensions {
  /** The names in the platform file of that fleet. */
  readonly names: readonly string[];
  /** The folder of that platform file, from which they are loaded. */
  readonly folder: string;
}
