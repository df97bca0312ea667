import type { AppSpec } from '@goldenpath/extension';
import { overrideFiles, type PatchFile, PATCHES_FOLDER, TERRAFORM_FOLDER } from '../hand-patches/folder';

/** The folder of overrides, beside a spec. */
export const OVERRIDES_FOLDER = `${PATCHES_FOLDER.folder}/${TERRAFORM_FOLDER}`;

/** The folder in it for the stack that an application has once. No environment has this name. */
export const ONCE_FOLDER = 'once';

/** Returns the files for the stack of one environment, in the order in which they are applied. */
export function overridesInEnvironment(spec: Pick<AppSpec, 'data'>, environment: string): PatchFile[] {
  const files = overrideFiles(spec);
  return [...files.filter(({ folders }) => folders.length === 0), ...inFolder(files, environment)];
}

/** Returns the files for the stack that an application has once. */
export function overridesOnce(spec: Pick<AppSpec, 'data'>): PatchFile[] {
  return inFolder(overrideFiles(spec), ONCE_FOLDER);
}

function inFolder(files: readonly PatchFile[], folder: string): PatchFile[] {
  return files.filter(({ folders }) => folders.length === 1 && folders[0] === folder);
}
