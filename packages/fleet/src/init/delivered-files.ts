import * as fs from 'node:fs';
import * as path from 'node:path';
import { onDefaultBranch } from '../workflows/default-branch';

const TEMPLATES = path.join(__dirname, '..', '..', 'templates', 'init');

/** A file of the repository of a fleet. */
export interface DeliveredFile {
  /** Relative to the repository, with `/`. */
  readonly path: string;
  readonly text: string;
}

/**
 * Returns the workflows of a new fleet, with the action and the scripts that they call. They are those of the repository of Golden Path,
 * except `plan.yml`, which needs no credentials.
 *
 * @param branch - The default branch of the repository.
 */
export function deliveredFiles(branch: string): DeliveredFile[] {
  const names = fs.readdirSync(TEMPLATES, { recursive: true, encoding: 'utf8' });
  const files = names.filter((name) => fs.statSync(path.join(TEMPLATES, name)).isFile());
  return files.sort().map((name) => ({
    // In the package, no name begins with a dot.
    path: name
      .split(path.sep)
      .join('/')
      .replace(/^github\//, '.github/'),
    text: onDefaultBranch(fs.readFileSync(path.join(TEMPLATES, name), 'utf8'), branch),
  }));
}
