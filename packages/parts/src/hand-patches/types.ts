/** A patch beside the spec. */
export interface WrittenPatch {
  /** Its path beside the spec, such as `patches/prod/memory.yaml`. */
  readonly file: string;
  /** What the file says, as JSON. */
  readonly content: string;
}

/** The patches beside the spec, in the order in which they are applied: those of all environments first. */
export interface PatchesPart {
  readonly patches: readonly WrittenPatch[];
}
declare module '@goldenpath/extension' {
  interface WrittenReviewRules {
    'patched-by-hand': true;
  }
}
