import {
  type AppContext,
  bytes,
  checkVariants,
  inEnvironment,
  type Path,
  pathOfSetting,
  type Problem,
  quote,
  type Rule,
  type Settings,
} from '@goldenpath/extension';
import { folderOf, isWithin, mountPathProblem } from '../mount-paths';
import { checkQuantities, type Quantity } from '../quantities';
import { partSettings } from '../settings';
import { memoryOfFolders, type VolumesSettings, withOwnVolumes } from './volume-settings';

/** The folders of some pods, as the rules read them. */
export interface PodFolders {
  /** The path of `volumes`: empty for the application's own pods. */
  readonly at: Path;
  /** Its name in messages. @default it is the application */
  readonly name?: string;
  /** What is written there. */
  readonly own: VolumesSettings;
  /** The memory limit of the container. */
  readonly memory: string;
}

/** Returns the folders of a kind of pods. */
type FoldersOf = (settings: Settings) => readonly PodFolders[];

/** Returns the folders of the application's own pods. */
export const ownFolders: FoldersOf = (settings) => {
  const { workload } = partSettings(settings);
  return workload === undefined ? [] : [{ at: [], own: workload, memory: workload.resources.limits.memory }];
};

/** Returns the rules about the folders that containers can write to. */
export function folderRules(foldersOf: FoldersOf): readonly Rule<AppContext>[] {
  return [
    {
      name: 'impossible-quantity',
      check: (context) => checkQuantities(context, (settings) => foldersOf(settings).flatMap(sizesOf)),
    },
    {
      name: 'mount-path-taken',
      check: (context) =>
        checkVariants(context, ({ environment, settings }) =>
          foldersOf(settings).flatMap((folders) => placesOf(context, environment, settings, folders)),
        ),
    },
    {
      name: 'memory-for-folders',
      reads: ['resources'],
      check: (context) =>
        checkVariants(context, ({ environment, settings }) =>
          foldersOf(settings).flatMap((folders) => memoryProblem(context, environment, settings, folders)),
        ),
    },
  ];
}

function sizesOf({ at, own: { temporaryFiles, emptyDirs = {} } }: PodFolders): Quantity[] {
  const size = (path: Path, text: string) => ({ path: [...at, 'volumes', ...path], text, size: bytes(text), least: 1 });
  return [
    ...(temporaryFiles === undefined ? [] : [size(['tmp', 'size'], temporaryFiles)]),
    ...Object.entries(emptyDirs).map(([name, { sizeLimit }]) => size(['emptyDirs', name, 'sizeLimit'], sizeLimit)),
  ];
}

/** All folders of the pods: those of the application too. */
function foldersIn(settings: Settings, { own }: PodFolders): VolumesSettings {
  return withOwnVolumes(partSettings(settings).workload ?? {}, own);
}

function placesOf(
  context: AppContext,
  environment: string | undefined,
  settings: Settings,
  folders: PodFolders,
): Problem[] {
  return Object.entries(folders.own.emptyDirs ?? {}).flatMap(([name, { mountPath }]): Problem[] => {
    const others = Object.entries(foldersIn(settings, folders).emptyDirs ?? {}).filter(([other]) => other !== name);
    if (mountPath === SHARED_MEMORY && others.every(([, other]) => other.mountPath !== SHARED_MEMORY)) return [];
    const problem = folderProblem(
      mountPath,
      '/var/cache/app',
      others.map(([other, folder]) => [other, folder.mountPath]),
      settings,
    );
    if (problem === undefined) return [];
    const entry = pathOfSetting(context, environment, [...folders.at, 'volumes', 'emptyDirs', name]);
    return [{ path: [...entry, 'mountPath'], ...problem }];
  });
}

/** A folder that every container has, with 64 MiB: an application may have a larger one instead. */
const SHARED_MEMORY = '/dev/shm';

/** An empty folder there would hide the programs, libraries or settings of the image. */
const OF_THE_IMAGE = ['/bin', '/boot', '/etc', '/lib', '/lib64', '/sbin', '/usr'];

/** Returns what is wrong with the place of a folder or volume, if anything. */
export function folderProblem(
  path: string,
  example: string,
  others: readonly (readonly [string, string])[],
  settings: Settings,
): Pick<Problem, 'message' | 'remedy'> | undefined {
  const plain = mountPathProblem(path, 'folder', example);
  if (plain !== undefined) return plain;
  const remedy = 'Choose another path.';
  if (OF_THE_IMAGE.includes(path)) return { message: `${quote(path)} would hide files of the image.`, remedy };
  const near = others.find(([, other]) => isWithin(path, other) || isWithin(other, path));
  if (near !== undefined)
    return { message: `${quote(path)} and the folder \`${near[0]}\` at ${quote(near[1])} overlap.`, remedy };
  const { storage, mountedFiles, secrets } = partSettings(settings);
  if (storage !== undefined && (isWithin(path, storage.mountPath) || isWithin(storage.mountPath, path)))
    return { message: `${quote(path)} and the volume at ${storage.mountPath} overlap.`, remedy };
  const file = Object.keys(mountedFiles?.files ?? {}).find((each) => isWithin(path, each));
  if (file !== undefined) return { message: `${quote(file)} is a file of \`files\`.`, remedy };
  const secret = Object.entries(secrets?.secrets ?? {}).find(
    ([, { mountPath }]) => mountPath !== undefined && isWithin(path, folderOf(mountPath)),
  );
  if (secret === undefined) return undefined;
  return { message: `${quote(path)} contains only files of \`secrets\`, such as \`${secret[0]}\`.`, remedy };
}

/** Files in memory count against the limit of the container, and above it the container is killed. */
function memoryProblem(
  context: AppContext,
  environment: string | undefined,
  settings: Settings,
  folders: PodFolders,
): Problem[] {
  const inMemory = memoryOfFolders(foldersIn(settings, folders));
  if (inMemory === 0 || inMemory < bytes(folders.memory)) return [];
  const { at, name } = folders;
  const whose = name === undefined ? '' : ` of ${name}`;
  return [
    {
      path: pathOfSetting(context, environment, [...at, 'volumes', 'emptyDirs'], ['volumes', 'emptyDirs']),
      message: `The folders in memory${whose} can take ${inMemory / 2 ** 20}Mi${inEnvironment(environment)}, and the memory limit is ${folders.memory}.`,
      remedy: 'Raise `resources.limits.memory` above their `sizeLimit`, or leave out `medium`.',
    },
  ];
}
