export { digest } from './digest';
export type { GeneratedFile, Ownership } from './generated-file';
export { assertCompatiblePaths, comparePaths, FileCollisionError, fileSet } from './file-set';
export { HOLES, type Names, namesInHoles, withHoles } from './name-holes';
export { NamedTexts } from './named-texts';
export { assertSafePath, isSafePath, UnsafePathError } from './safe-path';
export { jsonText, MANAGED_MARKER, managedYamlText, tryParseJson, yamlText } from './text';
export { yamlScalar } from './yaml-writer';
export {
  YamlDocumentsError,
  type YamlField,
  type YamlMap,
  type YamlNode,
  type YamlScalar,
  type YamlTree,
  yamlPositions,
  yamlTree,
} from './yaml-tree';
