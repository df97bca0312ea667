export type { CommandContext, ExitCode } from './command';
export { run } from './run';
