import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { ROOT } from './fleet';

export interface Step {
  readonly name?: string;
  readonly id?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
}

export interface Job {
  readonly if?: string;
  readonly needs?: string | readonly string[];
  readonly uses?: string;
  readonly environment?: string;
  readonly concurrency?: unknown;
  readonly strategy?: unknown;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly 'timeout-minutes'?: number;
  readonly env?: Readonly<Record<string, string>>;
  readonly secrets?: unknown;
  readonly steps?: readonly Step[];
}

export interface Workflow {
  readonly file: string;
  readonly text: string;
  readonly name: string;
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly concurrency?: unknown;
  readonly jobs: Readonly<Record<string, Job>>;
}

const FOLDER = join(ROOT, '.github/workflows');

/** Every workflow of this repository. */
export const WORKFLOWS: readonly Workflow[] = readdirSync(FOLDER)
  .sort()
  .map((file) => {
    const text = readFileSync(join(FOLDER, file), 'utf8');
    return { file, text, ...(load(text) as Omit<Workflow, 'file' | 'text'>) };
  });

/** The steps of our own action, which runs in many jobs. */
const SETUP_STEPS: readonly Step[] = (
  load(readFileSync(join(ROOT, '.github/actions/setup/action.yml'), 'utf8')) as { runs: { steps: Step[] } }
).runs.steps;

export function workflow(file: string): Workflow {
  const found = WORKFLOWS.find((each) => each.file === file);
  if (found === undefined) throw new Error(`There is no workflow ${file}.`);
  return found;
}

export function job(file: string, name: string): Job {
  const found = workflow(file).jobs[name];
  if (found === undefined) throw new Error(`There is no job ${name} in ${file}.`);
  return found;
}

/** A step by its name, or by its command if it has no name. */
export function step(file: string, jobName: string, name: string): Step {
  const found = job(file, jobName).steps?.find((each) => each.name === name || each.run === name);
  if (found === undefined) throw new Error(`There is no step ${name} in ${jobName} of ${file}.`);
  return found;
}

/** Every job, with the place that a failed test names. */
export function allJobs(): readonly {
  readonly where: string;
  readonly file: string;
  readonly name: string;
  readonly job: Job;
}[] {
  return WORKFLOWS.flatMap(({ file, jobs }) =>
    Object.entries(jobs).map(([name, each]) => ({ where: `${file} ${name}`, file, name, job: each })),
  );
}

export function allSteps(): readonly { readonly where: string; readonly step: Step }[] {
  const inJobs = allJobs().flatMap(({ where, job: { steps = [] } }) =>
    steps.map((each, index) => ({ where: `${where} ${each.name ?? each.uses ?? each.run ?? index}`, step: each })),
  );
  return [...inJobs, ...SETUP_STEPS.map((each) => ({ where: `setup ${each.uses ?? each.run}`, step: each }))];
}

/** Whether a part of a workflow refers to a secret, or to the token of its run. */
export function holdsSecrets(text: string): boolean {
  return /\$\{\{[^}]*\b(secrets|github\.token)\b/.test(text);
}
