/** An overlay that does not say which image runs, although it is there: a person's to repair. */
export class BrokenKustomizationError extends Error {
  readonly remedy = 'Repair the file, or restore it from Git; delete it only if nothing of this app runs there yet.';

  constructor(
    /** The overlay's `kustomization.yaml`. */
    readonly file: string,
    problem: string,
    options?: ErrorOptions,
  ) {
    super(`${file}: ${problem}. It says which image runs in this environment, and going on would lose that.`, options);
    this.name = 'BrokenKustomizationError';
  }
}
