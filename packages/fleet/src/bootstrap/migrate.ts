import * as fs from 'node:fs';
import * as path from 'node:path';
import { initialise, migrateState, type Stack, type Step, type TerraformOptions } from '@goldenpath/deploy';
import { UserError } from '@goldenpath/errors';
import { makeFolders, writeFileAtomically } from '@goldenpath/output';

/** A stack whose state moves from a file to the backend of its configuration. */
export interface StateMigration {
  readonly stack: Stack;
  /** The file with the state. */
  readonly from: string;
  /** The backend of Terraform to move it to. */
  readonly to: Readonly<Record<string, unknown>>;
  /** The folder to run in. */
  readonly workFolder: string;
}

const OVERRIDE = 'state_override.tf.json';

/**
 * Moves a state: Terraform is initialised on the file, then on the new backend, and copies from one to the other. The file is kept with the
 * ending `.migrated`. A run that failed halfway can be repeated.
 *
 * @throws UserError when there is no state, or Terraform refuses.
 */
export async function migrate(
  { stack, from, to, workFolder }: StateMigration,
  terraform: TerraformOptions,
): Promise<void> {
  if (!fs.existsSync(from) || fs.statSync(from).size === 0)
    throw new UserError(
      `${stack.name} has no state in ${from}.`,
      'Run `goldenpath bootstrap deploy --local-state` first, on the machine that has the state.',
    );
  makeFolders(workFolder);
  // Terraform empties the file that it migrates from, so it gets a copy.
  const copy = path.join(workFolder, 'migrating.tfstate');
  fs.copyFileSync(from, copy);
  fs.rmSync(path.join(workFolder, '.terraform'), { recursive: true, force: true });
  writeFileAtomically(path.join(workFolder, 'cdk.tf.json'), fs.readFileSync(stack.file));
  useBackend(workFolder, { local: { path: 'migrating.tfstate' } });
  assertDone(await initialise(terraform, workFolder), stack, from);
  useBackend(workFolder, to);
  assertDone(await migrateState(terraform, workFolder), stack, from);
  for (const file of fs.readdirSync(workFolder))
    if (file.startsWith('migrating.tfstate') || file === OVERRIDE) fs.rmSync(path.join(workFolder, file));
}

function useBackend(folder: string, backend: Readonly<Record<string, unknown>>): void {
  writeFileAtomically(path.join(folder, OVERRIDE), `${JSON.stringify({ terraform: { backend } }, null, 2)}\n`);
}

function assertDone({ ok, problems }: Step, stack: Stack, from: string): void {
  if (ok) return;
  const [problem] = problems;
  throw new UserError(
    `The state of ${stack.name} could not be migrated: ${problem?.summary ?? 'Terraform failed'}. ${problem?.detail ?? ''}`.trimEnd(),
    `The state is unchanged in ${from}. Correct the problem, then run this again.`,
  );
}
