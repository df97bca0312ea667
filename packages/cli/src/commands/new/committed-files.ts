import { existsSync } from 'node:fs';
import path from 'node:path';
import type { CreatedSpec } from './create-spec';

/** A generated file that is committed, and the command that updates it. */
export interface CommittedFile {
  /** Relative to the working directory. */
  readonly file: string;
  readonly command: string;
}

/**
 * Returns the committed files of the fleet that change with a new spec. Without them, `--check` fails in CI. A fleet that does not have a
 * file does not use it.
 */
export function committedFiles({ file, text }: Pick<CreatedSpec, 'file' | 'text'>, cwd: string): CommittedFile[] {
  const root = path.join(path.dirname(file), '..', '..');
  const candidates = [
    { file: path.join(root, '.github', 'CODEOWNERS'), command: 'npx goldenpath codeowners' },
    ...(/^database:/m.test(text)
      ? [{ file: path.join(root, 'rds-catalog.yaml'), command: 'npx goldenpath rds catalog' }]
      : []),
  ];
  return candidates.filter((candidate) => existsSync(path.resolve(cwd, candidate.file)));
}
