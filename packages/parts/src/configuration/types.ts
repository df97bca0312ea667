import type { ExpandedVariable } from './references';

/** The variables that pods of one kind have on top of those of the application. */
export interface OwnVariables {
  /** Those without references, by name in code unit order. */
  readonly variables: Readonly<Record<string, string>>;
  /** Those with references, and those of the application, in the order in which Kubernetes expands them. Absent when there are none. */
  readonly expanded?: readonly ExpandedVariable[];
}

/** The plain variables of the pods, in a ConfigMap with this name. */
export interface ConfigurationPart {
  readonly name: string;
  /** Variables without references, by name in code unit order. */
  readonly variables: Readonly<Record<string, string>>;
  /** Variables with references, in the order in which Kubernetes expands them. Absent when there are none. */
  readonly expanded?: readonly ExpandedVariable[];
  /** Whether a job reads the variables before the pods are updated. @default false */
  readonly isBeforePods?: true;
  /** An annotation of the pods that changes with the variables, so that a change rolls the pods. */
  readonly checksum: string;
}
