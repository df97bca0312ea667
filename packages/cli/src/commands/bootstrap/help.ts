import { type Command, Help, type Option } from 'commander';

/** The help of one action. */
interface ActionHelp {
  readonly summary: string;
  /** Flags that only some actions have. */
  readonly flags: readonly string[];
  readonly details?: string;
}

const STATE = ['--local-state', '--unprotected'];
const RUN = ['--simulate'];
const APPROVED = [...RUN, '--auto-approve'];
const FIRST = `
The first time, there is no bucket for the states:
  goldenpath bootstrap deploy --local-state   make everything, with the states in files
  goldenpath bootstrap migrate                copy the states into the bucket`;

const ACTIONS: Readonly<Record<string, ActionHelp>> = {
  synth: { summary: 'Write the stacks and the manifests of the GitHub Apps. Run nothing.', flags: STATE },
  plan: {
    summary: 'Show what `deploy` would change. Nothing is changed.',
    flags: [...STATE, ...RUN],
    details: '\nBefore the first deployment, add --local-state: there is no bucket with a state to compare with.',
  },
  deploy: {
    summary: 'Make the state buckets, roles, identity provider and GitOps repository, or change them.',
    flags: [...STATE, ...APPROVED],
    details: FIRST,
  },
  migrate: {
    summary:
      'Copy the states from the files of `deploy --local-state` into the buckets. The files are kept beside, as *.migrated.',
    flags: RUN,
    details: FIRST,
  },
  destroy: {
    summary:
      'Destroy what `deploy` made. State buckets and the GitOps repository stay, unless they were deployed with --unprotected.',
    flags: [...STATE, ...APPROVED],
  },
};

const ALL_FLAGS = new Set(Object.values(ACTIONS).flatMap(({ flags }) => flags));

/** Gives a command a help for each of its actions: `goldenpath bootstrap deploy --help`. */
export function withHelpByAction(command: Command): Command {
  return Object.assign(command, { createHelp: () => Object.assign(new Help(), helpOf(command)) });
}

function helpOf(command: Command): Partial<Help> {
  const [name = ''] = command.args;
  const action = ACTIONS[name];
  if (action === undefined)
    return { formatHelp: (cmd, help) => `${Help.prototype.formatHelp.call(help, cmd, help)}${actionList()}` };
  return {
    commandUsage: () => `goldenpath bootstrap ${name} [options]`,
    commandDescription: () => action.summary,
    visibleArguments: () => [],
    visibleOptions(this: Help, cmd) {
      const isShown = ({ long }: Option) => !ALL_FLAGS.has(long ?? '') || action.flags.includes(long ?? '');
      return Help.prototype.visibleOptions.call(this, cmd).filter(isShown);
    },
    formatHelp: (cmd, help) =>
      `${Help.prototype.formatHelp.call(help, cmd, help)}${action.details ?? ''}${action.details === undefined ? '' : '\n'}`,
  };
}

function actionList(): string {
  const width = Math.max(...Object.keys(ACTIONS).map(({ length }) => length));
  const lines = Object.entries(ACTIONS).map(([name, { summary }]) => `  ${name.padEnd(width)}  ${summary}\n`);
  return `\nActions:\n${lines.join('')}\n\`goldenpath bootstrap ACTION --help\` prints the help of one.\n`;
}
