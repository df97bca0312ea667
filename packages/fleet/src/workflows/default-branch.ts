/** The workflows of a fleet's repository that start with changes of its default branch, or with pull requests into it. */
export const BRANCH_WORKFLOWS = ['ci.yml', 'deploy.yml', 'plan.yml'] as const;

/** The one branch of an event: `push:` or `pull_request:`, and then `branches: [main]`. */
const ONE_BRANCH = /^( {2}(?:push|pull_request):\n {4}branches: \[)(?:[A-Za-z0-9._/-]+|'[A-Za-z0-9._/-]+')(\])$/gm;

/** Values that YAML reads as something else than text, or that begin like a number. */
const NEEDS_QUOTES = /^(?:true|false|null|yes|no|on|off|y|n|[0-9].*)$/i;

/**
 * Returns a workflow that starts with a branch instead of the one that it names. Lists of several branches stay: someone wrote them.
 *
 * @param branch - The default branch of the platform's repository.
 */
export function onDefaultBranch(workflow: string, branch: string): string {
  const written = NEEDS_QUOTES.test(branch) ? `'${branch}'` : branch;
  return workflow.replaceAll(ONE_BRANCH, (_all, before: string, after: string) => `${before}${written}${after}`);
}
