import { type LogLevel, SERVICE } from './config';

const RANK: Readonly<Record<LogLevel, number>> = { debug: 0, info: 1, warn: 2, error: 3 };

export type Log = (level: LogLevel, message: string, fields?: Readonly<Record<string, unknown>>) => void;

/** One JSON object a line. */
export function createLog(least: LogLevel, write: (line: string) => void = (line) => void process.stdout.write(line)): Log {
  return (level, message, fields = {}) => {
    if (RANK[level] < RANK[least]) return;
    write(`${JSON.stringify({ level, time: new Date().toISOString(), message, service: SERVICE, ...fields })}\n`);
  };
}
