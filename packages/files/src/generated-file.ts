/**
 * Who a generated file belongs to once it is written.
 *
 * - `managed`: ours; it is kept as generated, and removed when it is no longer generated.
 * - `once`: the team's; written when it is not there, and never touched again.
 */
export type Ownership = 'managed' | 'once';

/** One file that a generator made. Generators return these; only `publish` writes them. */
export interface GeneratedFile {
  /** Where it goes: relative, with `/`, without `.` or `..`, as {@link assertSafePath} checks. */
  readonly path: string;
  /** The whole content, as it will be encoded in UTF-8. */
  readonly content: string;
  readonly ownership: Ownership;
}
