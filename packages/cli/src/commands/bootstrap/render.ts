import { outcomesText } from '@goldenpath/deploy';
import { type Bootstrapped, type BootstrappedAccount, shownPath } from '@goldenpath/fleet';
import type { CommandContext } from '../../command';
import { paintOf } from '../deploy/paint';

/** Returns what bootstrap wrote and did, and what to do next. */
export function bootstrapText(done: Bootstrapped, isLocal: boolean, context: CommandContext): string {
  const { action, accounts, folder, migrated, report } = done;
  const shown = shownPath(folder, context.cwd);
  if (report !== undefined)
    return outcomesText(report.stacks, {
      purpose: report.purpose,
      simulated: report.simulated,
      paint: paintOf(context),
    });
  if (action === 'migrate')
    return migrated
      .map(({ stack, state }) => `The state of ${stack} is now in ${shownPath(state, context.cwd)}.\n`)
      .join('');
  return [
    `Wrote ${accounts.length === 1 ? 'the stack of 1 account' : `the stacks of ${accounts.length} accounts`} to ${shown}.`,
    '',
    ...accounts.flatMap(accountLines),
    ...appLines(done, context.cwd),
    ...unknownLines(done),
    'Next, with the credentials of an administrator of the account and a token of an owner of the organisation:',
    ...(isLocal ? [] : ['  goldenpath bootstrap plan --local-state']),
    '  goldenpath bootstrap deploy --local-state',
    '  goldenpath bootstrap migrate',
    '  goldenpath doctor',
    ...(accounts.length > 1
      ? ['Run `deploy` and `migrate` once for each account, with its credentials and --account.']
      : []),
    '',
  ].join('\n');
}

function accountLines(account: BootstrappedAccount): string[] {
  const { accountId, buckets, environments, gitopsRepository, oidcProvider, operators = [], region, roles } = account;
  return [
    `Account ${accountId} (${region})${environments.length === 0 ? '' : `: ${environments.join(', ')}`}`,
    ...buckets.map((bucket) => `  bucket ${bucket}: versioned, encrypted, private, TLS only`),
    ...(oidcProvider ? ['  identity provider token.actions.githubusercontent.com'] : []),
    ...roles.map(({ kind, arn }) => `  ${kind} role ${arn}`),
    ...operators.map(({ arn, description }) => `  role ${arn}: ${description}`),
    ...(gitopsRepository === undefined ? [] : [`  repository ${gitopsRepository}`]),
    '',
  ];
}

function appLines({ githubApps }: Bootstrapped, cwd: string): string[] {
  return [
    'GitHub Apps to create (see the guide "The first day"):',
    ...githubApps.map(({ manifest, purpose }) => `  ${shownPath(manifest, cwd)}: ${purpose}`),
    '',
  ];
}

function unknownLines({ unknownTypes }: Bootstrapped): string[] {
  if (unknownTypes.length === 0) return [];
  return [
    'The roles have no permissions for these resource types. Attach a policy of your own to them:',
    ...unknownTypes.map((type) => `  ${type}`),
    '',
  ];
}
