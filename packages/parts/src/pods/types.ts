import type { PodsSettings } from './settings';

/** The pods of another application, as a term of an affinity selects them. */
export interface PodTerm {
  readonly app: string;
  readonly topology: 'zone' | 'node';
  readonly selector: Readonly<Record<string, string>>;
  /** @default that of the pods themselves */
  readonly namespace?: string;
}

/** The pods of another application that the pods keep away from. */
export interface AwayTerm extends PodTerm {
  /** Whether a pod is rather not scheduled. */
  readonly required: boolean;
}

/** What the pods have beside their container. */
export interface PodsPart extends Omit<PodsSettings, 'affinity' | 'antiAffinity'> {
  readonly affinity?: readonly PodTerm[];
  readonly antiAffinity?: readonly AwayTerm[];
}
