import { UserError } from '@goldenpath/errors';

/** The `kustomization.yaml` of an overlay does not say clearly which image runs. */
export class BrokenKustomizationError extends UserError {
  constructor(
    /** The path of the `kustomization.yaml`. */
    readonly file: string,
    problem: string,
    /** From 1. @default the problem is of the whole file */
    readonly line?: number,
    options?: ErrorOptions,
  ) {
    super(
      `${file}${line === undefined ? '' : `:${line}`}: ${problem}. It says which image runs in this environment, and going on would lose that.`,
      'Repair the file, or restore it from Git; delete it only if nothing of this app runs there yet.',
      options,
    );
  }
}
