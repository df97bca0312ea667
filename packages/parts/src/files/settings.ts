import type { AppSpec, DataFolder, Layers } from '@goldenpath/extension';
import type { WrittenFile } from './schema';

/** The files of an application by path. */
export interface FilesSettings {
  readonly files: Readonly<Record<string, WrittenFile>>;
}

/** Returns the files. An override adds or replaces single ones. */
export function filesSettings(layers: Layers): FilesSettings {
  return { files: layers.merge<WrittenFile>(['files']) };
}

/** The folder beside a spec that the sources of files are in. */
export const FILES_FOLDER: DataFolder = { folder: 'files', content: 'text' };

/** Returns the text of a file: that of the spec, or of its source. `undefined` where there is neither. */
export function textOf({ content, source }: WrittenFile, data: AppSpec['data'] = {}): string | undefined {
  if (source === undefined) return content;
  const text = Object.hasOwn(data, source) ? data[source] : undefined;
  return typeof text === 'string' ? text : undefined;
}
