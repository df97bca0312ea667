
/** The name of the service, as logs, metrics and traces show it. */
export const SERVICE = 'web';

const LOG_LEVELS = ['debug', 'info', 'warn', 'error'] as const;

export interface Config {
  /** The environment that the service runs in, such as `dev`. */
  readonly environment: string;
  readonly port: number;
  readonly logLevel: (typeof LOG_LEVELS)[number];
  /** A request that takes longer is answered with 503. */
  readonly requestTimeoutSeconds: number;
  /** How long running requests may take after SIGTERM. */
  readonly shutdownTimeoutSeconds: number;
}

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
    port: read.integer('PORT', 8080, 0, 65_535),
    logLevel: read.level('LOG_LEVEL', 'info'),
    requestTimeoutSeconds: read.integer('REQUEST_TIMEOUT_SECONDS', 30, 1, 3_600),
    shutdownTimeoutSeconds: read.integer('SHUTDOWN_TIMEOUT_SECONDS', 20, 1, 3_600),
  };
  read.url('OTEL_EXPORTER_OTLP_ENDPOINT');
  read.url('OTEL_EXPORTER_OTLP_TRACES_ENDPOINT');
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
  level(name: string, otherwise: Config['logLevel']): Config['logLevel'] {
    const text = this.text(name, otherwise).toLowerCase();
    const level = LOG_LEVELS.find((one) => one === text);
    if (level === undefined) this.problems.push(`${name} must be one of ${LOG_LEVELS.join(', ')}.`);
    return level ?? otherwise;
  }

  url(name: string): void {
    const value = this.env[name];
    if (value === undefined || value === '') return;
    const isUrl = URL.canParse(value) && /^https?:$/.test(new URL(value).protocol);
    if (!isUrl) this.problems.push(`${name} must be an http or https URL.`);
  }
}
