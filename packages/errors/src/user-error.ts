import type { Location } from './location';

/** In the registry of the process, so that two copies of this module recognise each other's errors. */
const BRAND = Symbol.for('@goldenpath/errors/UserError');

/** What a {@link UserError} can carry besides its texts. */
export interface UserErrorOptions extends ErrorOptions {
  /** Identifies the mistake to a caller that handles it, in kebab-case: `branch-moved`. @default none */
  readonly code?: string;
  /** The place in the person's file. @default none */
  readonly location?: Location;
}

/** A {@link UserError} as plain data, which passes between threads and processes unchanged. */
export interface UserErrorData {
  readonly userError: true;
  readonly name: string;
  readonly summary: string;
  readonly remedy: string;
  readonly code?: string;
  readonly location?: Location;
}

/**
 * A mistake that a person can correct, as opposed to a bug in this program.
 *
 * The message is the summary followed by the remedy.
 */
export class UserError extends Error {
  readonly code?: string;
  readonly location?: Location;

  /**
   * @param summary What is wrong and where, in whole sentences.
   * @param remedy What to do about it, in whole sentences.
   */
  constructor(
    readonly summary: string,
    readonly remedy: string,
    { code, location, ...options }: UserErrorOptions = {},
  ) {
    super(`${summary} ${remedy}`, options);
    this.name = new.target.name;
    if (code !== undefined) this.code = code;
    if (location !== undefined) this.location = location;
  }

  get [BRAND](): true {
    return true;
  }

  /** The error as plain data: a structured clone of an error keeps the message only. */
  toJSON(): UserErrorData {
    const { name, summary, remedy, code, location } = this;
    return {
      userError: true,
      name,
      summary,
      remedy,
      ...(code === undefined ? {} : { code }),
      ...(location === undefined ? {} : { location }),
    };
  }

  /** Whether a value that came from another thread is the data of a `UserError`. */
  static isData(value: unknown): value is UserErrorData {
    return typeof value === 'object' && value !== null && 'userError' in value && value.userError === true;
  }

  /** The error again, in the thread that received its data. It is a plain `UserError` with the name of the original. */
  static fromData({ name, summary, remedy, code, location }: UserErrorData): UserError {
    const error = new UserError(summary, remedy, {
      ...(code === undefined ? {} : { code }),
      ...(location === undefined ? {} : { location }),
    });
    error.name = name;
    return error;
  }
}

/**
 * Whether an error is a {@link UserError}.
 *
 * It recognises errors of another copy of this module, where `instanceof` fails.
 */
export function isUserError(error: unknown): error is UserError {
  return typeof error === 'object' && error !== null && (error as { readonly [BRAND]?: unknown })[BRAND] === true;
}
