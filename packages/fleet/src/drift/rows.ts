/** The parts of a platform that can differ from what was generated. */
export const DRIFT_SOURCES = ['git', 'cluster', 'cloud', 'github'] as const;

export type DriftSource = (typeof DRIFT_SOURCES)[number];

/** One difference. */
export interface DriftRow {
  readonly source: DriftSource;
  /** `git`: the application or the folder. `cluster`: the Application of Argo CD. Others: the stack. */
  readonly where: string;
  /** The file, the object or the resource. @default all of it */
  readonly what?: string;
  /** The team that owns it. @default the platform */
  readonly owner?: string;
  /** `edited`: by hand. `unknown`: it could not be compared. */
  readonly state: 'edited' | 'changed' | 'gone' | 'out-of-sync' | 'unhealthy' | 'unknown';
  readonly detail: string;
  /** Why it is accepted, and until when. @default it is not accepted */
  readonly accepted?: { readonly until: string; readonly reason: string };
  /** The day on which its acceptance ended. @default it was never accepted */
  readonly expired?: string;
}

/** Whether a source was read. One that was not read is never in sync. */
export interface DriftSourceStatus {
  readonly source: DriftSource;
  readonly isRead: boolean;
  /** Why it was not read, or not all of it. */
  readonly reason?: string;
}

/** The rows of one source. */
export interface SourceRows {
  readonly status: DriftSourceStatus;
  readonly rows: readonly DriftRow[];
}

/** Returns a source that was not read. */
export function notRead(source: DriftSource, reason: string): SourceRows {
  return { status: { source, isRead: false, reason }, rows: [] };
}
