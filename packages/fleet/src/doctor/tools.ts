import type { Checker } from './programs';

interface Tool {
  readonly program: string;
  readonly args: readonly string[];
  /** The oldest version, as numbers. */
  readonly oldest: readonly number[];
  readonly purpose: string;
  readonly isOptional?: boolean;
  /** A program that serves as well. */
  readonly instead?: string;
}

const TOOLS: readonly Tool[] = [
  { program: 'node', args: ['--version'], oldest: [20, 9], purpose: 'runs goldenpath' },
  { program: 'git', args: ['--version'], oldest: [2, 38], purpose: 'publishes manifests' },
  {
    program: 'terraform',
    args: ['version'],
    oldest: [1, 11],
    purpose: 'deploys stacks',
    instead: 'tofu',
    isOptional: true,
  },
  { program: 'aws', args: ['--version'], oldest: [1, 27], purpose: 'checks AWS' },
  { program: 'gh', args: ['--version'], oldest: [2], purpose: 'checks GitHub' },
  {
    program: 'kubectl',
    args: ['version', '--client'],
    oldest: [1, 28],
    purpose: 'checks the cluster',
    isOptional: true,
  },
];

/** Checks the programs of this machine and their versions. */
export async function checkTools(checker: Checker): Promise<void> {
  for (const tool of TOOLS) await checkTool(checker, tool);
}

async function checkTool(
  checker: Checker,
  { program, args, instead, isOptional, oldest, purpose }: Tool,
): Promise<void> {
  const names = [program, ...(instead === undefined ? [] : [instead])];
  for (const name of names) {
    const { code, stdout, stderr } = await checker.run(name, args);
    if (code !== 0) continue;
    const [, version] = /(\d+(?:\.\d+)+)/.exec(stdout || stderr) ?? [];
    const needed = oldest.join('.');
    checker.expect(
      name,
      version === undefined || isOlder(version, oldest) ? `version ${version ?? 'unknown'} is too old` : undefined,
      `version ${version ?? ''}`,
      `Install ${name} ${needed} or later: it ${purpose}.`,
    );
    return;
  }
  const remedy = `Install ${names.join(' or ')} ${oldest.join('.')} or later: it ${purpose}.`;
  if (isOptional === true) checker.add(program, 'skipped', 'it is not on the PATH', remedy);
  else checker.add(program, 'missing', 'it is not on the PATH', remedy);
}

function isOlder(version: string, oldest: readonly number[]): boolean {
  const numbers = version.split('.').map(Number);
  const index = oldest.findIndex((number, at) => (numbers[at] ?? 0) !== number);
  return index !== -1 && (numbers[index] ?? 0) < (oldest[index] ?? 0);
}
