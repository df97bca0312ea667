import { bootstrapCommand } from '../../../src/commands/bootstrap/flags';

function helpOf(...args: readonly string[]): string {
  const written: string[] = [];
  const command = bootstrapCommand()
    .exitOverride()
    .configureOutput({ writeOut: (text) => written.push(text) });
  expect(() => command.parse([...args, '--help'], { from: 'user' })).toThrow('(outputHelp)');
  return written.join('');
}

test('the help of bootstrap lists its actions', () => {
  for (const action of ['synth', 'plan', 'deploy', 'migrate', 'destroy'])
    expect(helpOf()).toMatch(new RegExp(`^ {2}${action} +[A-Z].*\\.$`, 'm'));
  expect(helpOf()).toContain('--auto-approve');
});

test.each([
  ['synth', 'Write the stacks', ['--local-state'], ['--simulate', '--auto-approve']],
  ['plan', 'Nothing is changed', ['--local-state', '--simulate'], ['--auto-approve']],
  ['deploy', 'bootstrap migrate', ['--local-state', '--auto-approve'], []],
  ['migrate', 'Copy the states', ['--simulate'], ['--local-state', '--auto-approve', '--unprotected']],
  ['destroy', 'Destroy what', ['--unprotected', '--auto-approve'], []],
])('the help of bootstrap %s is about this action', (action, says, has, lacks) => {
  const help = helpOf(action);
  expect(help).toContain(`Usage: goldenpath bootstrap ${action} [options]`);
  expect(help.replaceAll(/\s+/g, ' ')).toContain(says);
  for (const flag of [...has, '--account', '--out', '--json']) expect(help).toContain(`\n  ${flag} `);
  for (const flag of lacks) expect(help).not.toContain(`\n  ${flag} `);
});
