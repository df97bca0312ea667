import { UserError } from '@goldenpath/errors';
import type { StackPlan } from '@goldenpath/deploy';
import { createColors } from 'picocolors';
import type { CommandContext } from '../../../src/command';
import { approver } from '../../../src/commands/deploy/approval';

const PLAN: StackPlan = { stack: 'a', changes: [], outputs: [], drift: [], errors: [] };
const context = (isInteractive: boolean): CommandContext => ({
  cwd: '/',
  stdout: () => {},
  stderr: () => {},
  colors: createColors(false),
  isInteractive,
  showProgress: false,
  env: {},
});
const never = () => {
  throw new Error('nothing is to be asked');
};

test.each([
  ['a plan changes nothing', 'plan', false, {}],
  ['nothing simulated is real', 'deploy', true, {}],
  ['somebody has said yes to all', 'destroy', false, { autoApprove: true }],
] as const)('nobody is asked where %s', async (_, purpose, isSimulated, flags) => {
  expect(await approver(purpose, isSimulated, flags, context(false), never)(PLAN)).toBe(true);
});

test.each([
  ['nobody is there', context(false), {}],
  ['a program reads the answer', context(true), { json: true }],
])('where %s, a change of a real cloud is refused before anything is run', (_, given, flags) => {
  for (const purpose of ['deploy', 'destroy'] as const)
    expect(() => approver(purpose, false, flags, given, never)).toThrow(UserError);
});
