import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Finding, Review } from '@goldenpath/review';
import { ROOT } from './fleet';
import { testFolder } from './folders';
import { goldenpathIn } from './simulated-fleet';

const FOLDER = join(ROOT, 'test', 'review');

/** An edit of the fleet of `test/review`. */
export interface Edit {
  /** What the edit is about, in one line. */
  readonly title: string;
  /** Replacements of texts by file. Each text must exist. @default none */
  readonly replace?: Readonly<Record<string, readonly (readonly [string, string])[]>>;
  /** By file, its new text; `null` removes a file, or a folder with all in it. @default none */
  readonly write?: Readonly<Record<string, string | null>>;
  /** Edits that the base has before this one. @default none */
  readonly before?: Pick<Edit, 'replace' | 'write'>;
}

/** One folder of `test/review/cases`. */
export interface ReviewCase {
  readonly name: string;
  readonly folder: string;
  readonly edit: Edit;
}

/** The content of `findings.json`. */
export interface ExpectedFindings {
  readonly blocked: boolean;
  readonly resources: Review['resources'];
  readonly findings: readonly Pick<Finding, 'rule' | 'severity' | 'app' | 'environment' | 'overridden'>[];
}

/** All cases, in order of name. */
export function reviewCases(): ReviewCase[] {
  return readdirSync(join(FOLDER, 'cases'))
    .sort()
    .map((name) => {
      const folder = join(FOLDER, 'cases', name);
      return { name, folder, edit: JSON.parse(readFileSync(join(folder, 'edit.json'), 'utf8')) as Edit };
    });
}

/** A repository with the fleet as its only commit, always with the same hash, and the edit in its working tree. */
export function repositoryWith({ before, ...edit }: Edit): string {
  const folder = testFolder();
  cpSync(join(FOLDER, 'fleet'), folder, { recursive: true });
  if (before !== undefined) applyEdit(folder, before);
  commitAll(folder);
  applyEdit(folder, edit);
  return folder;
}

/** Commits everything in a folder as one commit of a branch `main`, at a fixed time by a fixed person. */
export function commitAll(folder: string): void {
  const at = '2026-01-01T00:00:00Z';
  const env = {
    ...process.env,
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_AUTHOR_NAME: 'A Person',
    GIT_AUTHOR_EMAIL: 'person@example.org',
    GIT_AUTHOR_DATE: at,
    GIT_COMMITTER_NAME: 'A Person',
    GIT_COMMITTER_EMAIL: 'person@example.org',
    GIT_COMMITTER_DATE: at,
  };
  const git = (...args: string[]) => execFileSync('git', args, { cwd: folder, env, stdio: 'pipe' });
  git('init', '--quiet', '--initial-branch=main');
  git('add', '--all');
  git('commit', '--quiet', '--allow-empty', '--message', 'The fleet');
}

/** Applies an edit to the files of a folder. */
export function applyEdit(folder: string, { replace = {}, write = {} }: Pick<Edit, 'replace' | 'write'>): void {
  for (const [file, pairs] of Object.entries(replace)) {
    let text = readFileSync(join(folder, file), 'utf8');
    for (const [from, to] of pairs) {
      if (!text.includes(from)) throw new Error(`${file} does not hold ${JSON.stringify(from)}`);
      text = text.replace(from, () => to);
    }
    writeFileSync(join(folder, file), text);
  }
  for (const [file, text] of Object.entries(write)) {
    rmSync(join(folder, file), { recursive: true, force: true });
    if (text === null) continue;
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
}

/** Reviews the working tree of a repository, and returns the output. Exit code 2 and any text on stderr is an error. */
export async function reviewIn(folder: string, ...args: readonly string[]): Promise<{ code: number; text: string }> {
  const { code, stdout, stderr } = await goldenpathIn(folder, ['review', '--base', 'main', ...args]);
  if ((code !== 0 && code !== 1) || stderr !== '') throw new Error(`exit code ${code}\n${stdout}\n${stderr}`);
  return { code, text: stdout };
}

/** Returns the fields of a review that `findings.json` contains. */
export function expectedFindings({ verdict, resources, findings }: Review): ExpectedFindings {
  return {
    blocked: verdict.blocked,
    resources,
    findings: findings.map(({ rule, severity, app, environment, overridden }) => ({
      rule,
      severity,
      app,
      environment,
      overridden,
    })),
  };
}
