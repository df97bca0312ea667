/** A file with overrides beside the spec. */
export interface WrittenOverride {
  /** Its path beside the spec, such as `patches/terraform/prod/cache.yaml`. */
  readonly file: string;
  /** What the file says, as JSON. */
  readonly content: string;
}

/** The overrides of one stack, in the order in which they are applied: those of all environments first. */
export interface OverridesPart {
  readonly overrides: readonly WrittenOverride[];
}
declare module '@goldenpath/extension' {
  interface WrittenReviewRules {
    'overridden-by-hand': true;
  }
}
