import { bytes, type Layers } from '@goldenpath/extension';
import type { WrittenEmptyDir } from './volume-schema';

/** The size of a folder that does not say one. Enough for uploads that a web framework buffers, and too little to fill the disk of a node. */
export const DEFAULT_SIZE_LIMIT = '256Mi';

/** An empty folder of each pod. */
export type EmptyDirSettings = WrittenEmptyDir & { readonly sizeLimit: string };

/** The folders that a container can write to, where a spec says something about them. */
export interface VolumesSettings {
  /** The largest size of `/tmp`, if a spec says so. */
  readonly temporaryFiles?: string;
  /** The further folders by name, if there are any. */
  readonly emptyDirs?: Readonly<Record<string, EmptyDirSettings>>;
}

/** Returns what `volumes` says. An override adds folders or replaces single ones. */
export function volumesSettings(layers: Layers): VolumesSettings {
  const temporaryFiles = layers.tryPick<string>(['volumes', 'tmp', 'size']);
  const merged = Object.entries(layers.merge<Partial<WrittenEmptyDir>>(['volumes', 'emptyDirs']));
  // An entry with a mistake can lack its path.
  const written = merged.filter((entry): entry is [string, WrittenEmptyDir] => entry[1]?.mountPath !== undefined);
  const emptyDirs = Object.fromEntries(
    written.map(([name, folder]) => [name, { sizeLimit: DEFAULT_SIZE_LIMIT, ...folder }]),
  );
  return { ...(temporaryFiles !== undefined && { temporaryFiles }), ...(written.length > 0 && { emptyDirs }) };
}

/** Returns the folders of further pods: those of the application, and their own, which win. */
export function withOwnVolumes(application: VolumesSettings, own: VolumesSettings): VolumesSettings {
  const temporaryFiles = own.temporaryFiles ?? application.temporaryFiles;
  const emptyDirs = { ...application.emptyDirs, ...own.emptyDirs };
  return {
    ...(temporaryFiles !== undefined && { temporaryFiles }),
    ...(Object.keys(emptyDirs).length > 0 && { emptyDirs }),
  };
}

/** Returns the bytes that the folders in memory may take of the memory of a container. */
export function memoryOfFolders({ emptyDirs = {} }: VolumesSettings): number {
  return Object.values(emptyDirs)
    .filter(({ medium }) => medium === 'Memory')
    .reduce((sum, { sizeLimit }) => sum + bytes(sizeLimit), 0);
}
