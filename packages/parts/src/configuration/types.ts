import type { ExpandedVariable } from './references';

/** Plain variables of the pods, in a ConfigMap of this name. */
export interface ConfigurationPart {
  readonly name: string;
  /** Those that refer to no other, by name, in code unit order. */
  readonly variables: Readonly<Record<string, string>>;
  /** Those that refer to others, in the order that Kubernetes expands them in. Absent where none does. */
  readonly expanded?: readonly ExpandedVariable[];
  /** Changes when a variable does: an annotation of the pods, so that a change rolls them. */
  readonly checksum: string;
}
