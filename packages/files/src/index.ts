export type { GeneratedFile, Ownership } from './generated-file';
export { comparePaths, FileCollisionError, fileSet } from './file-set';
export { assertSafePath, UnsafePathError } from './safe-path';
export { jsonText, MANAGED_MARKER, managedYamlText, yamlText } from './text';
export { BrokenKustomizationError } from './release/errors';
export type { ReleasedImage } from './release/image-entries';
export { readRelease } from './release/read-release';
export { type Release, withRelease } from './release/with-release';
