export { applicationRepository, type RepositoryOptions } from './repository';
export { isRecord, RECORD_FILE, recordDigest, recordFile, type GeneratedRecord, type RecordedFile } from './record';
export { TemplateError } from './template';
export { TEAM_LABEL } from './upgrade/content';
export { planUpgrade } from './upgrade/plan';
export type {
  MergedFile,
  Sides,
  TeamFile,
  TeamRepository,
  UpgradeChange,
  UpgradedFile,
  UpgradePlan,
  UpgradeRequest,
  UpgradeStep,
} from './upgrade/types';
export { type TemplateFolder, type TemplateFolders } from './template-folder';
export { checkTemplateFolder, type TemplateProblem } from './check-template-folder';
