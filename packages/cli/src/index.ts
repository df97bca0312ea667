export type { CommandContext, ExitCode } from './command';
export { run } from './run';
export { runMain as main } from './run-main';
