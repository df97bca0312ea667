import type { Draft } from './draft';
import type { ImportObject } from './node';
import type { LeftOut } from './types';

/** What readers of sources know. */
export interface ReadContext {
  /** The folder of the source, for files beside it. */
  readonly folder: string;
  /** The path of the source in texts. */
  readonly shown: string;
  /** The registry of images that are built here. */
  readonly registry: string;
  /** The environment that manifests describe. */
  readonly environment: string;
  /** The description of what is imported. @default one that names the source */
  readonly description?: string;
}

/** What a source describes. */
export interface Imported {
  readonly drafts: readonly Draft[];
  /** What belongs to none of them. */
  readonly leftOut: readonly LeftOut[];
  /** The objects that run, by the name of the application that they belong to. @default the source has no manifests */
  readonly running?: ReadonlyMap<string, readonly ImportObject[]>;
}
