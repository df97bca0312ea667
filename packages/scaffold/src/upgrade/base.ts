import type { RecordedFile } from '../record';
import type { TeamRepository } from './types';

/** What was generated last at a path; `undefined` where neither the record nor a commit has it. */
export async function baseOf(
  path: string,
  { content, digest }: RecordedFile,
  team: TeamRepository,
): Promise<Buffer | undefined> {
  return content === undefined ? team.committed(path, digest) : Buffer.from(content);
}
