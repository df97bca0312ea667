import type { ExpandedVariable } from './references';

/** The plain variables of the pods, in a ConfigMap with this name. */
export interface ConfigurationPart {
  readonly name: string;
  /** Variables without references, by name in code unit order. */
  readonly variables: Readonly<Record<string, string>>;
  /** Variables with references, in the order in which Kubernetes expands them. Absent when there are none. */
  readonly expanded?: readonly ExpandedVariable[];
  /** An annotation of the pods that changes with the variables, so that a change rolls the pods. */
  readonly checksum: string;
}
