import type { AppSpec, DataFolder } from '@goldenpath/extension';

/** The folder beside a spec with patches of the Kubernetes objects, and in a folder of that with overrides of Terraform resources. */
export const PATCHES_FOLDER: DataFolder = { folder: 'patches', content: 'yaml' };

/** The folder in `patches` whose files are overrides of Terraform resources. */
export const TERRAFORM_FOLDER = 'terraform';

/** A file in the folder of patches. */
export interface PatchFile {
  /** Its path beside the spec, such as `patches/prod/memory.yaml`. */
  readonly file: string;
  /** The folders below `patches`. */
  readonly folders: readonly string[];
  readonly name: string;
  readonly value: unknown;
}

/** Returns the patches of Kubernetes objects, in order of path. */
export function patchFiles(spec: Pick<AppSpec, 'data'>): PatchFile[] {
  return allFiles(spec).filter(({ folders: [first] }) => first !== TERRAFORM_FOLDER);
}

/** Returns the overrides of Terraform resources, in order of path. The folders are those below `patches/terraform`. */
export function overrideFiles(spec: Pick<AppSpec, 'data'>): PatchFile[] {
  return allFiles(spec).flatMap(({ folders: [first, ...folders], ...file }) =>
    first === TERRAFORM_FOLDER ? [{ ...file, folders }] : [],
  );
}

function allFiles({ data = {} }: Pick<AppSpec, 'data'>): PatchFile[] {
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
