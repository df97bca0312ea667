import { UserError } from '@goldenpath/errors';

/** The `kustomization.yaml` of an overlay does not clearly name the running image. */
export class BrokenKustomizationError extends UserError {
  constructor(
    /** The path of the `kustomization.yaml`. */
    readonly file: string,
    problem: string,
    /** Counts from 1. @default the problem concerns the whole file */
    readonly line?: number,
    options?: ErrorOptions,
  ) {
    super(
      `${file}${line === undefined ? '' : `:${line}`}: ${problem}. This file records the image that runs in this environment, and continuing would lose it.`,
      'Repair the file, or restore it from Git; delete it only if the application never ran there.',
      options,
    );
  }
}
