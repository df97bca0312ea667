import type { AppSpec, DataFolder } from '@goldenpath/extension';

/** The folder beside a spec with patches of the Kubernetes objects. */
export const PATCHES_FOLDER: DataFolder = { folder: 'patches', content: 'yaml' };

/** A file in the folder of patches. */
export interface PatchFile {
  /** Its path beside the spec, such as `patches/prod/memory.yaml`. */
  readonly file: string;
  /** The folders below `patches`. */
  readonly folders: readonly string[];
  readonly name: string;
  readonly value: unknown;
}

/** Returns the files in the folder of patches, in order of path. */
export function patchFiles({ data = {} }: Pick<AppSpec, 'data'>): PatchFile[] {
  const prefix = `${PATCHES_FOLDER.folder}/`;
  return Object.keys(data)
    .filter((file) => file.startsWith(prefix))
    .sort()
    .map((file) => {
      const steps = file.slice(prefix.length).split('/');
      return { file, folders: steps.slice(0, -1), name: steps.at(-1) ?? '', value: data[file] };
    });
}

/** Returns the files for one environment, in the order in which they are applied. */
export function patchFilesIn(spec: Pick<AppSpec, 'data'>, environment: string): PatchFile[] {
  const files = patchFiles(spec);
  return [
    ...files.filter(({ folders }) => folders.length === 0),
    ...files.filter(({ folders }) => folders.length === 1 && folders[0] === environment),
  ];
}
