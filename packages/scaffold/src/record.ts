import { createHash } from 'node:crypto';
import { assertSafePath, type GeneratedFile, jsonText, type Ownership, UnsafePathError } from '@goldenpath/files';

/** Where the record is, from the root of the repository. */
export const RECORD_FILE = '.goldenpath.json';

/** One generated file: its owner, and what was generated. */
export interface RecordedFile {
  readonly ownership: Ownership;
  /** The first 132 bits of the SHA-256 of the content, after a `~` that keeps scanners for secrets from taking it for one. */
  readonly digest: string;
  /** The content of a file of the team, to merge later changes of the template with. Absent for long files, such as a lock. */
  readonly content?: string;
}

/** What was generated in a repository. */
export interface GeneratedRecord {
  readonly version: 1;
  readonly app: string;
  /** By path, in code unit order. */
  readonly files: Readonly<Record<string, RecordedFile>>;
}

/** Longer files are locks and certificates. The record would become larger than the code, and their versions are in the Git history. */
const MOST_CONTENT = 20_000;

/** The record of files. It is a managed file itself. */
export function recordFile(app: string, files: readonly GeneratedFile[]): GeneratedFile {
  const entries = files.map(({ path, content, ownership }): readonly [string, RecordedFile] => [
    path,
    {
      ownership,
      digest: recordDigest(content),
      ...(ownership === 'once' && content.length <= MOST_CONTENT && { content }),
    },
  ]);
  const record: GeneratedRecord = { version: 1, app, files: Object.fromEntries(entries) };
  return { path: RECORD_FILE, content: jsonText(record), ownership: 'managed' };
}

/** The digest of a content, as the record has it. */
export function recordDigest(content: string | Uint8Array): string {
  return `~${createHash('sha256').update(content).digest('base64url').slice(0, 22)}`;
}

/** The name of an application: the record is shown in errors. */
const NAME = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** Whether data is a record: a repository can have anything in that file. No path of a record leaves the repository. */
export function isRecord(value: unknown): value is GeneratedRecord {
  const { version, app, files } = Object(value) as Partial<Record<keyof GeneratedRecord, unknown>>;
  if (version !== 1 || typeof app !== 'string' || !NAME.test(app) || typeof files !== 'object' || files === null)
    return false;
  return Object.entries(files).every(([path, file]) => {
    const { ownership, digest, content } = Object(file) as Partial<Record<keyof RecordedFile, unknown>>;
    const isText = content === undefined || typeof content === 'string';
    const isOwned = ownership === 'managed' || ownership === 'once';
    return isOwned && typeof digest === 'string' && isText && isSafePath(path);
  });
}

function isSafePath(path: string): boolean {
  try {
    assertSafePath(path);
    return path.split('/').every((step) => step.toLowerCase() !== '.git');
  } catch (error) {
    if (error instanceof UnsafePathError) return false;
    throw error;
  }
}
