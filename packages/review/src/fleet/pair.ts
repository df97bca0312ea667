/** Where something is: what belongs to no application or to no environment has `null` there. */
export interface Place {
  readonly app: string | null;
  readonly environment: string | null;
}

/** Something on both sides; `undefined` where one does not have it. */
export interface Pair<Thing> {
  readonly base: Thing | undefined;
  readonly head: Thing | undefined;
}
