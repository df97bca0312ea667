import { UserError } from '@goldenpath/errors';
import type { StackPlan } from '@goldenpath/deploy';
import { createColors } from 'picocolors';
import type { CommandContext } from '@goldenpath/cli';
import { approver } from '../../../src/commands/deploy/approval';

const PLAN: StackPlan = { stack: 'a', changes: [], outputs: [], drift: [], errors: [] };
const context = (isInteractive: boolean): CommandContext => ({
  cwd: '/',
  stdout: () => {},
  stderr: () => {},
  colors: createColors(false),
  isInteractive,
  readInput: () => Promise.resolve(new Uint8Array()),
  showProgress: false,
  env: {},
});
const never = () => {
  throw new Error('no question is expected');
};

test.each([
  ['a plan changes nothing', 'plan', false, {}],
  ['the cloud is simulated', 'deploy', true, {}],
  ['--auto-approve was given', 'destroy', false, { autoApprove: true }],
] as const)('no approval is needed: %s', async (_, purpose, isSimulated, flags) => {
  expect(await approver(purpose, isSimulated, flags, context(false), never)(PLAN)).toBe(true);
});

test.each([
  ['there is no terminal', context(false), {}],
  ['a program reads the answer', context(true), { json: true }],
])('a change of a real cloud is refused before anything runs: %s', (_, given, flags) => {
  for (const purpose of ['deploy', 'destroy'] as const)
    expect(() => approver(purpose, false, flags, given, never)).toThrow(UserError);
});
