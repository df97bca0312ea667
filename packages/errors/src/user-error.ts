import type { Location } from './location';

/** In the global symbol registry, so that two copies of this module recognise each other's errors. */
const BRAND = Symbol.for('@goldenpath/errors/UserError');

/** Optional properties of a {@link UserError}. */
export interface UserErrorOptions extends ErrorOptions {
  /** Identifies the error for a caller that handles it, in kebab-case: `branch-moved`. @default none */
  readonly code?: string;
  /** The location in the user's file. @default none */
  readonly location?: Location;
}

/** A {@link UserError} as plain data, which can be passed between threads and processes. */
export interface UserErrorData {
  readonly userError: true;
  readonly name: string;
  readonly summary: string;
  readonly remedy: string;
  readonly code?: string;
  readonly location?: Location;
}

/**
 * An error that the user can correct, as opposed to a bug in this program.
 *
 * The message is the summary followed by the remedy.
 */
export class UserError extends Error {
  readonly code?: string;
  readonly location?: Location;

  /**
   * @param summary What is wrong and where, in full sentences.
   * @param remedy What to do about it, in full sentences.
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

  /** Returns the error as plain data. A structured clone of an error would keep only the message. */
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

  /** Returns whether a value from another thread is the data of a `UserError`. */
  static isData(value: unknown): value is UserErrorData {
    return typeof value === 'object' && value !== null && 'userError' in value && value.userError === true;
  }

  /** Restores an error from its data. The result is a plain `UserError` with the name of the original. */
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
 * Returns whether an error is a {@link UserError}.
 *
 * Also recognises errors of another copy of this module, where `instanceof` fails.
 */
export function isUserError(error: unknown): error is UserError {
  return typeof error === 'object' && error !== null && (error as { readonly [BRAND]?: unknown })[BRAND] === true;
}
