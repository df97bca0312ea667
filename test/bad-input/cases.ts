import * as fs from 'node:fs';
import * as path from 'node:path';
import { MADE_CASES } from './made-cases';

const CASES = path.join(__dirname, 'cases');
const GOOD = path.join(__dirname, 'good');

/** A fleet that is wrong in some way, and what a person is told of it. */
export interface BadCase {
  readonly name: string;
  /** Where the errors it must give are kept. */
  readonly expectedFile: string;
}

/**
 * Every case, by name: a folder with `apps/`, `platform.yaml` or both (what it lacks is taken from `good/`), or a folder
 * with its expected errors alone, whose files `made-cases.ts` makes because Git cannot hold them.
 */
export const BAD_CASES: readonly BadCase[] = fs
  .readdirSync(CASES)
  .sort()
  .map((name) => ({ name, expectedFile: path.join(CASES, name, 'expected.txt') }));

/** Puts a case's files into an empty folder, as a fleet with `apps/` and `platform.yaml`. */
export function writeCase(name: string, folder: string): void {
  const own = path.join(CASES, name);
  for (const part of ['platform.yaml', 'apps']) {
    const given = path.join(own, part);
    fs.cpSync(fs.existsSync(given) ? given : path.join(GOOD, part), path.join(folder, part), { recursive: true });
  }
  MADE_CASES[name]?.(folder);
}
