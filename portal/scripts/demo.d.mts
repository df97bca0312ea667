import type { GithubServer } from 'github-server';

/** A running portal. */
export interface Demo {
  readonly url: string;
  /** The folder of the fleet. */
  readonly fleet: string;
  readonly github: GithubServer;
  /** The repository of the fleet. */
  readonly repository: string;
  readonly close: () => Promise<void>;
}

/**
 * Starts the portal.
 *
 * @param options - `port`: 0 for a free one. `output`: where the log of the backend goes.
 */
export function demo(options: { readonly port: number; readonly output?: 'inherit' | 'ignore' }): Promise<Demo>;

/**
 * Starts the portal with configuration files of this folder and further settings, on a free port.
 *
 * @param options - `output`: where the log of the backend goes.
 */
export function startPortal(options: {
  readonly files: readonly string[];
  readonly settings: object;
  readonly output?: 'inherit' | 'ignore';
}): Promise<{ readonly url: string; readonly close: () => Promise<void> }>;
