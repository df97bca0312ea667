export type { ChildProcess } from 'node:child_process';
export { freePort } from './free-port';
export { type PlaceholderProcess, startPlaceholderProcess } from './placeholder-process';
export { ProcessScope } from './process-scope';
export { isGroupAlive, killGroup, signalGroup, startProcess, type StartOptions } from './process-group';
export { isAlive, ownMark, type ProcessMark } from './process-mark';
export { printable, type Redact, redactor } from './redact';
export { type ProcessFailure, type ProcessOptions, type ProcessResult, runProcess } from './run-process';
export { makeTemporaryFolder } from './temporary-folder';
