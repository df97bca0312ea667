import type { PartRenderer } from '../part-renderer';
import type { HoleValues } from './text-template';

/** An application whose manifests are made from shapes. */
export interface Original {
  readonly app: string;
  /** What its placeholders stand for. */
  readonly values: HoleValues;
  /** Renders its own facts. */
  readonly renderer: PartRenderer;
}
