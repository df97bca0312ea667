/** The name of the job, as logs show it. */
export const SERVICE = '{{name}}';

type Environment = Readonly<Record<string, string | undefined>>;

const LOG_LEVELS = ['debug', 'info', 'warn', 'error'] as const;

export type LogLevel = (typeof LOG_LEVELS)[number];

/** Everything that differs between environments. */
export interface Config {
  readonly environment: string;
  readonly logLevel: LogLevel;
}

/** The configuration has mistakes: the message has all of them. */
export class ConfigurationError extends Error {}

/**
 * The configuration, from environment variables, checked once at the start.
 *
 * @throws ConfigurationError naming every variable that is wrong. It never repeats a value: one may be a secret.
 */
export function readConfig(env: Environment = process.env): Config {
  const problems: string[] = [];
  const text = (env['LOG_LEVEL'] || 'info').toLowerCase();
  const logLevel = LOG_LEVELS.find((level) => level === text);
  if (logLevel === undefined) problems.push(`LOG_LEVEL must be one of ${LOG_LEVELS.join(', ')}.`);
  if (problems.length > 0) throw new ConfigurationError(`The configuration is not valid: ${problems.join(' ')}`);
  return { environment: env['APP_ENV'] || 'local', logLevel: logLevel ?? 'info' };
}
