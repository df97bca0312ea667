/** The default branch of every application's repository. */
export const DEFAULT_BRANCH = 'main';
