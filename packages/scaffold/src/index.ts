export { applicationRepository, type RepositoryOptions } from './repository';
export { isRecord, RECORD_FILE, type GeneratedRecord, type RecordedFile } from './record';
export { TemplateError } from './template';
