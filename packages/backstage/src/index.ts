export {
  commitCatalogInfo,
  type CommitCatalogInfoOptions,
  type CommittedCatalogInfo,
} from './catalog-info/commit-catalog-info';
export {
  CATALOG_INFO,
  renderRepository,
  type RenderedRepository,
  type RenderOptions,
} from './repository/render-repository';
export { addApplication, type AddedApplication, type Submission } from './spec/add-application';
export { copyFleet } from './spec/fleet-copy';
export type { PullRequestText } from './spec/pull-request';
export { templateFiles } from './templates/template-files';
export { type TemplatesOptions, type WrittenTemplate, writeTemplates } from './templates/write-templates';
export {
  applicationStatus,
  type ApplicationStatus,
  type EnvironmentStatus,
  type StatusOptions,
} from './status/application-status';
