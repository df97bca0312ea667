/** What is generated together and cached together: one app's manifests, or one stack. */
export interface UnitRecord {
  /** The caller's hash of everything that the unit was made from. */
  readonly key: string;
  /** Digest of each file that is ours to keep as generated, by path. */
  readonly managed: ReadonlyMap<string, string>;
  /** Paths of the files that are the team's since they were first written. */
  readonly once: readonly string[];
}
