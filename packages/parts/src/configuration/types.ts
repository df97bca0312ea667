/** Plain variables of the pods, in a ConfigMap of this name. */
export interface ConfigurationPart {
  readonly name: string;
  /** By name, in code unit order. */
  readonly variables: Readonly<Record<string, string>>;
  /** Changes when a variable does: an annotation of the pods, so that a change rolls them. */
  readonly checksum: string;
}
