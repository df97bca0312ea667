import type { AffectedStack, ComparedCommits } from '@goldenpath/fleet';
import type { Colors } from 'picocolors/types';

/** Longer lists are cut after this many lines and the rest is counted. */
const MOST_LISTED = 40;

/** Returns the affected stacks and manifests as text. */
export function affectedText({ base, head, everything, affected, notes }: ComparedCommits, colors: Colors): string {
  const { stacks, removed, manifests, databases } = affected;
  const between = base === null ? `In ${shown(head.ref)}` : `From ${shown(base.ref)} to ${shown(head.ref)}`;
  const counts = [
    `${counted(stacks.length, 'stack')} to deploy`,
    ...(removed.length > 0 ? [`${counted(removed.length, 'stack')} to destroy`] : []),
    ...(databases.length > 0 ? [`${counted(databases.length, 'database')} to provision`] : []),
    `${counted(manifests.length, 'application')} to publish`,
  ];
  return [
    `${colors.bold(between)}: ${counts.join(', ')}.${everything === 'other generators' ? ' The generators changed, so everything is affected.' : ''}`,
    ...notes.map(shown),
    ...section(
      'Deploy',
      stacks.map(
        ({ stack, change, wave, ...account }) =>
          `${stack}  ${change}${wave > 1 ? `, wave ${wave}` : ''}${inAccount(account)}`,
      ),
      colors,
    ),
    ...section(
      'Provision',
      databases.map(({ database, app, environment, change }) => `${database}  ${change}: ${app} in ${environment}`),
      colors,
    ),
    ...section(
      'Destroy, with the files of the base',
      removed.map(({ stack }) => stack),
      colors,
    ),
    ...section(
      'Publish',
      manifests.map(({ app, change, environments }) => `${app}  ${change}: ${environments.join(', ')}`),
      colors,
    ),
    '',
  ].join('\n');
}

/** Returns where a stack is, if the platform has several accounts. */
function inAccount({ account, region }: Pick<AffectedStack, 'account' | 'region'>): string {
  return account === undefined ? '' : `, in ${account} ${region ?? ''}`;
}

function section(title: string, lines: readonly string[], colors: Colors): string[] {
  if (lines.length === 0) return [];
  const more = lines.length > MOST_LISTED ? [`  … and ${lines.length - MOST_LISTED} more: --json has all`] : [];
  return ['', colors.bold(title), ...lines.slice(0, MOST_LISTED).map((line) => `  ${line}`), ...more];
}

function counted(count: number, what: string): string {
  return count === 1 ? `1 ${what}` : `${count} ${what}s`;
}

/** Escapes control characters, which could control the terminal. */
export function shown(text: string): string {
  return text.replaceAll(/[\u0000-\u001f\u007f-\u009f]/g, ' ');
}
