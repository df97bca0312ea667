/** Where a fleet is. */
export interface FleetSource {
  /** The folder that has one folder per application. */
  readonly appsFolder: string;
  /** The platform file, `platform.yaml` or `platform.ts`. */
  readonly platformFile: string;
  /** The folder that file names in errors are relative to. */
  readonly relativeTo: string;
  /**
   * Refuse `app.ts` and `platform.ts`, which are programs that loading them runs.
   *
   * @default false
   */
  readonly dataOnly?: boolean;
}
