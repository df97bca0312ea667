import type { Toleration } from '@goldenpath/extension';

/** The nodes of the pods. */
export interface PlacementPart {
  /** Labels of the nodes. @default any node */
  readonly nodeSelector?: Readonly<Record<string, string>>;
  /** Taints of the nodes. @default none */
  readonly tolerations?: readonly Toleration[];
}
