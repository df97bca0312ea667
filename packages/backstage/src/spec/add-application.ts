import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { UserError } from '@goldenpath/errors';
import {
  type Fleet,
  type FleetOptions,
  type FormValues,
  InvalidFleetError,
  type KindForm,
  type ListedApp,
  openFleet,
} from '@goldenpath/fleet';
import { explained } from './explained';
import { plainValues } from './plain-values';
import { pullRequestOf, type PullRequestText } from './pull-request';
import { nextSteps, type NextSteps } from './next-steps';
import { workflowInputs } from './workflow-inputs';

/** A submitted form. */
export interface Submission {
  /** The fleet that the application joins. Its files are changed: pass a copy. */
  readonly fleet: Pick<FleetOptions, 'dataOnly' | 'env' | 'signal'> & {
    /** The folder of the repository with the platform file, absolute. */
    readonly folder: string;
  };
  readonly kind: string;
  readonly values: FormValues;
  /** The user who submitted it, such as `user:default/jo`. @default not known */
  readonly user?: string;
  /** The address of GitHub or of GitHub Enterprise Server, such as `https://github.example.org`. @default `https://github.com` */
  readonly github?: string;
}

/** The change that adds an application to a fleet. */
export interface AddedApplication extends NextSteps {
  readonly name: string;
  /** The text of `app.yaml`. */
  readonly spec: string;
  /** The files that are new or different, by path in the repository: the spec, code owners, the catalog of databases. */
  readonly files: readonly { readonly path: string; readonly content: string }[];
  readonly pullRequest: PullRequestText;
  /** Inputs of the workflow `create-rds-database.yml`; empty if the application has no database. */
  readonly workflowInputs: Readonly<Record<string, string>>;
}

/**
 * Validates a submitted form and writes the spec into the fleet, with the committed files that follow from it. What it writes is what
 * `goldenpath new` writes for the same answers.
 *
 * @throws UserError with every mistake, in the words of `goldenpath validate`. Nothing is written then.
 */
export async function addApplication(submission: Submission): Promise<AddedApplication> {
  const { kind, values, user, github = 'https://github.com' } = submission;
  const { folder, ...options } = submission.fleet;
  const fleet = openFleet({ ...options, cwd: folder, platformFile: platformFileIn(folder) });
  try {
    return await explained(async () => {
      const forms = await fleet.forms();
      const form = knownForm(kind, forms.kinds);
      const plain = plainValues(values, form);
      const draft = await fleet.draftSpec({}, { form: { kind, values: plain } });
      await fleet.writeSpec(draft);
      const files = [draft.file.split(path.sep).join('/'), ...(await updateCommitted(fleet, folder))];
      const change = files.map((file) => ({ path: file, content: fs.readFileSync(path.join(folder, file), 'utf8') }));
      return {
        name: draft.name,
        spec: draft.text,
        files: change,
        pullRequest: pullRequestOf({ name: draft.name, spec: draft.text, digest: digestOf(change), user }),
        workflowInputs: workflowInputs(kind, plain, forms.environments),
        ...nextSteps(draft.name, form, forms, await listed(fleet, draft.name), github),
      };
    });
  } finally {
    fleet.close();
  }
}

/** Returns the application as `list` shows it; `undefined` while other specs of the fleet are invalid. */
async function listed(fleet: Fleet, name: string): Promise<ListedApp | undefined> {
  try {
    return (await fleet.list()).find((app) => app.name === name);
  } catch (error) {
    if (error instanceof InvalidFleetError) return undefined;
    throw error;
  }
}

/** Updates the files that CI compares with the specs. A fleet without such a file does not use it. */
async function updateCommitted(fleet: Fleet, folder: string): Promise<string[]> {
  const updates: readonly (readonly [file: string, update: () => Promise<unknown>])[] = [
    ['.github/CODEOWNERS', () => fleet.codeOwners({ repository: folder })],
    ['rds-catalog.yaml', () => fleet.rds.catalog()],
  ];
  const changed: string[] = [];
  for (const [file, update] of updates) {
    const whole = path.join(folder, file);
    if (!fs.existsSync(whole)) continue;
    const before = fs.readFileSync(whole, 'utf8');
    await update();
    if (fs.readFileSync(whole, 'utf8') !== before) changed.push(file);
  }
  return changed;
}

function knownForm(kind: string, kinds: readonly KindForm[]): KindForm {
  const form = kinds.find((one) => one.kind === kind);
  if (form !== undefined) return form;
  const known = kinds.map((one) => one.kind).join(', ');
  throw new UserError(
    `The fleet has no kind ${JSON.stringify(kind)}.`,
    `Known are: ${known}. Generate the templates again.`,
  );
}

/** Never one of a folder above: the folder is a copy in a workspace. */
function platformFileIn(folder: string): string {
  const names = ['platform.yaml', 'platform.ts'];
  const found = names.find((name) => fs.existsSync(path.join(folder, name)));
  if (found !== undefined) return path.join(folder, found);
  throw new UserError(
    'The repository of the fleet has no `platform.yaml`.',
    'Correct `goldenpath.fleet` in the configuration of Backstage: it names the root of the repository.',
  );
}

function digestOf(files: AddedApplication['files']): string {
  return createHash('sha256').update(JSON.stringify(files[0])).digest('hex').slice(0, 8);
}
