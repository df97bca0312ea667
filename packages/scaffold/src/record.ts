import {
  assertSafePath,
  digest as digestOf,
  type GeneratedFile,
  type Ownership,
  UnsafePathError,
} from '@goldenpath/files';

export { digest as recordDigest } from '@goldenpath/files';

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

/** A file that knows its digest and its entry in the record. */
export interface RecordableFile extends GeneratedFile {
  /** Its member of `files` in the record, as JSON text. */
  readonly entry: string;
}

/** A file that many repositories contain is passed to this once. */
export function recordable(file: GeneratedFile): RecordableFile {
  if (isRecordable(file)) return file;
  const { path, content, ownership } = file;
  const sum = digestOf(content);
  const isKept = ownership === 'once' && content.length <= MOST_CONTENT;
  const recorded: RecordedFile = { ownership, digest: sum, ...(isKept && { content }) };
  const fields = Object.entries(recorded).map(([name, value]) => `      "${name}": ${JSON.stringify(value)}`);
  return { ...file, digest: sum, entry: `    ${JSON.stringify(path)}: {\n${fields.join(',\n')}\n    }` };
}

function isRecordable(file: GeneratedFile): file is RecordableFile {
  return 'entry' in file;
}

/** The record of files, in the order given. It is a managed file itself. */
export function recordFile(app: string, files: readonly GeneratedFile[]): GeneratedFile {
  const entries = files.map((file) => recordable(file).entry);
  const all = entries.length === 0 ? '{}' : `{\n${entries.join(',\n')}\n  }`;
  const content = `{\n  "version": 1,\n  "app": ${JSON.stringify(app)},\n  "files": ${all}\n}\n`;
  return { path: RECORD_FILE, content, ownership: 'managed' };
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
