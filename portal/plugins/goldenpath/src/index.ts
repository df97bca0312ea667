export { ApplicationCard } from './card';
export type { ApplicationStatus, EnvironmentStatus } from './status';
export { goldenpathPlugin as default } from './plugin';
