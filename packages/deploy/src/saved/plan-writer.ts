import { chmodSync, lstatSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { writeFileAtomically } from '@goldenpath/output';
import { asWorkFolderError, SavedPlanError } from '../errors';
import { isFailure, type StackOutcome } from '../runs/outcome';
import type { Stack } from '../stacks/stack';
import {
  aboutPlan,
  MANIFEST,
  type Manifest,
  manifestText,
  planFileName,
  type SavedStack,
  sha256,
  stateVersionIn,
} from './manifest';
import { planCipher } from './plan-cipher';
import { readPlanFile } from './plan-file';

/** Keeps the plan files of a run in a folder. */
export interface PlanWriter {
  /** Keeps the plan of a stack. A plan without changes is listed, and its file is not kept. */
  readonly keep: (stack: Stack, file: string, changes: boolean) => Promise<void>;
  /** Ends the run. Removes all plans where a stack failed. */
  readonly end: (stacks: readonly Stack[], outcomes: readonly StackOutcome[]) => void;
  /** Removes all plans. */
  readonly discard: () => void;
}

/** Files that a run wrote to its folder, including temporary ones of a run that was killed. */
const OWN_FILES = /^(plans\.json|[a-z0-9-]+\.tfplan|\.(plans\.json|[a-z0-9-]+\.tfplan)\.[0-9a-f-]{36})$/;

/**
 * Opens a folder for the plans of one run. Only this user can read it. Plans of an earlier run in it are removed.
 *
 * @param passphrase - Encrypts the plan files. @default they are not encrypted
 * @throws SavedPlanError where the folder contains anything else, or the passphrase is too short. Nothing is changed then.
 * @throws WorkFolderError where it cannot be written.
 */
export function openPlanWriter(
  folder: string,
  head: Pick<Manifest, 'target' | 'engine'>,
  passphrase?: string,
): PlanWriter {
  const cipher = passphrase === undefined ? undefined : planCipher(passphrase);
  inFolder(folder, () => makePrivate(folder));
  const discard = () => inFolder(folder, () => removePlans(folder));
  discard();
  const saved = new Map<string, SavedStack>();
  return {
    discard,
    keep: async (stack, file, changes) => {
      const plain = readFileSync(file);
      const state = stateVersionIn((await readPlanFile(plain)).state);
      if (state === undefined) throw new Error(`The plan of ${stack.name} has a state in an unknown format.`);
      const entry = { stack: stack.name, synthesised: sha256(readFileSync(stack.file)), state };
      const content = cipher?.encrypt(plain, aboutPlan(head, { ...entry, status: 'planned' })) ?? plain;
      if (changes) inFolder(folder, () => writeFileAtomically(join(folder, planFileName(stack.name)), content, 0o600));
      saved.set(
        stack.name,
        changes ? { ...entry, status: 'planned', file: sha256(content) } : { ...entry, status: 'unchanged' },
      );
    },
    end: (stacks, outcomes) => {
      if (outcomes.some(isFailure)) return discard();
      const listed = outcomes.flatMap(({ stack: name, status, by }): SavedStack[] => {
        const stack = stacks.find((each) => each.name === name);
        if (status !== 'waits' || stack === undefined) return [saved.get(name) ?? []].flat();
        const synthesised = sha256(readFileSync(stack.file));
        return [{ stack: name, status, synthesised, ...(by !== undefined && { by }) }];
      });
      const text = manifestText({ ...head, ...(cipher !== undefined && { salt: cipher.salt }), stacks: listed });
      inFolder(folder, () => writeFileAtomically(join(folder, MANIFEST), text, 0o600));
    },
  };
}

function makePrivate(folder: string): void {
  const status = lstatSync(folder, { throwIfNoEntry: false });
  if (status?.isSymbolicLink() === true)
    throw new SavedPlanError(`${folder} is a symbolic link.`, 'Name the folder for the plans itself.');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const other = readdirSync(folder).find((name) => !OWN_FILES.test(name));
  if (other !== undefined)
    throw new SavedPlanError(
      `${folder} contains \`${other}\`, which is not a saved plan.`,
      'Name a folder of its own.',
    );
  chmodSync(folder, 0o700);
}

/** The manifest first, so that a folder with a manifest is complete. */
function removePlans(folder: string): void {
  rmSync(join(folder, MANIFEST), { force: true });
  for (const name of readdirSync(folder)) if (OWN_FILES.test(name)) rmSync(join(folder, name), { force: true });
}

function inFolder(folder: string, work: () => void): void {
  try {
    work();
  } catch (error) {
    throw asWorkFolderError(error, folder);
  }
}
