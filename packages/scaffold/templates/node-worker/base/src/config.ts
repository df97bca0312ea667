// #if database
import { readFileSync } from 'node:fs';

// #end
/** The name of the worker, as logs show it. */
export const SERVICE = '{{name}}';

const LOG_LEVELS = ['debug', 'info', 'warn', 'error'] as const;

export type LogLevel = (typeof LOG_LEVELS)[number];

/** Everything that differs between environments. */
export interface Config {
  /** The environment that the worker runs in, such as `dev`. */
  readonly environment: string;
  readonly logLevel: LogLevel;
  // #if queue
  /** The URL of the queue whose messages are handled. */
  readonly queueUrl: string;
  /** The region of AWS that the queue is in. */
  readonly region: string;
  // #else
  /** The pause after each piece of work. */
  readonly intervalSeconds: number;
  // #end
  // #if database
  readonly database: DatabaseConfig;
  // #end
}
// #if database

export interface DatabaseConfig {
  readonly host: string;
  readonly port: number;
  readonly name: string;
  readonly user: string;
  readonly password: string;
  /** The certificates, in PEM, of the authorities that the server's certificate is checked against. */
  readonly ca: string;
}
// #end

/** The configuration has mistakes: `problems` has all of them. */
export class ConfigurationError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(`The configuration is not valid: ${problems.join(' ')}`);
    this.name = 'ConfigurationError';
  }
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads the configuration from environment variables.
 *
 * @throws ConfigurationError naming every variable that is missing or wrong.
 */
export function readConfig(env: Environment = process.env): Config {
  const read = new Reader(env);
  const config: Config = {
    environment: read.text('APP_ENV', 'local'),
    logLevel: read.level('LOG_LEVEL', 'info'),
    // #if queue
    queueUrl: read.url('{{queueVariable}}'),
    region: read.text('AWS_REGION'),
    // #else
    intervalSeconds: read.integer('INTERVAL_SECONDS', 10, 0, 86_400),
    // #end
    // #if database
    database: {
      host: read.text('DB_HOST'),
      port: read.integer('DB_PORT', 5432, 1, 65_535),
      name: read.text('DB_NAME'),
      user: read.text('DB_USER'),
      password: read.text('DB_PASS'),
      ca: read.file('DB_CA_FILE', 'certs/{{databaseAuthorities}}'),
    },
    // #end
  };
  if (read.problems.length > 0) throw new ConfigurationError(read.problems);
  return config;
}

/** Reads variables and gathers what is wrong with them. It never repeats a value: one may be a secret. */
class Reader {
  readonly problems: string[] = [];

  constructor(private readonly env: Environment) {}

  text(name: string, otherwise?: string): string {
    const value = this.env[name];
    if (value !== undefined && value !== '') return value;
    if (otherwise === undefined) this.problems.push(`${name} is not set.`);
    return otherwise ?? '';
  }

  integer(name: string, otherwise: number, least: number, most: number): number {
    const text = this.text(name, String(otherwise));
    const value = /^[0-9]{1,9}$/.test(text) ? Number(text) : Number.NaN;
    if (value >= least && value <= most) return value;
    this.problems.push(`${name} must be a whole number from ${least} to ${most}.`);
    return otherwise;
  }

  /** Reads a log level in any case. */
  level(name: string, otherwise: LogLevel): LogLevel {
    const text = this.text(name, otherwise).toLowerCase();
    const level = LOG_LEVELS.find((one) => one === text);
    if (level === undefined) this.problems.push(`${name} must be one of ${LOG_LEVELS.join(', ')}.`);
    return level ?? otherwise;
  }
  // #if queue

  url(name: string): string {
    const text = this.text(name);
    const isUrl = URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
    if (text !== '' && !isUrl) this.problems.push(`${name} must be an http or https URL.`);
    return text;
  }
  // #end
  // #if database

  file(name: string, otherwise: string): string {
    const path = this.text(name, otherwise);
    try {
      return readFileSync(path, 'utf8');
    } catch (error) {
      this.problems.push(`${name} cannot be read: ${(error as NodeJS.ErrnoException).code ?? String(error)}.`);
      return '';
    }
  }
  // #end
}
