/**
 * Who owns a generated file after it is written.
 *
 * - `managed`: goldenpath. The file is kept as generated, and removed when it is no longer generated.
 * - `once`: the team. The file is written only when it does not exist, and never changed again.
 */
export type Ownership = 'managed' | 'once';

/** A generated file. Generators return these; only `publish` writes them. */
export interface GeneratedFile {
  /** The relative path, with `/` and without `.` or `..`. See {@link assertSafePath}. */
  readonly path: string;
  /** The whole content, which is encoded as UTF-8. */
  readonly content: string;
  readonly ownership: Ownership;
  /** Whether it is a program, such as a script. Its permissions are then `0755`, else `0644`. @default false */
  readonly isExecutable?: true;
  /** The `digest` of the content, from a generator that needs it too. @default it is not known */
  readonly digest?: string;
}
