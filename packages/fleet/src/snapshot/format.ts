import type { ContainerImage, FleetFacts } from '@goldenpath/extension';
import type { PreviewTemplate } from '../preview/template';
import type { GeneratedUnit } from '../synth/generators';

/** The version of the format. */
export const SNAPSHOT_VERSION = 1;

/** A file larger than this is not a snapshot of a fleet. */
export const MOST_BYTES = 1024 ** 3;

/** What the code of an extension's part answers for the facts of a fleet, as data. */
export interface PartAnswers {
  readonly name: string;
  readonly holds?: string;
  /** Whether it has objects in the cluster. */
  readonly hasCharts: boolean;
  readonly images: readonly { readonly app: string; readonly environment: string; readonly image: ContainerImage }[];
  readonly repositories: readonly { readonly app: string; readonly organisation: string; readonly name: string }[];
}

/** The first line of a snapshot. */
export interface SnapshotHead {
  readonly format: 'goldenpath-snapshot';
  readonly version: number;
  readonly facts: FleetFacts;
  /** The parts of extensions. */
  readonly parts: readonly PartAnswers[];
  /** The objects of the previews of pull requests. @default no application has previews */
  readonly previews?: readonly PreviewTemplate[];
  /** How many lines follow, each of which is a unit. */
  readonly units: number;
}

/** A unit of manifests or stacks, with what its key in the tree is. */
export interface SnapshotUnit extends GeneratedUnit {
  readonly key: string;
}
