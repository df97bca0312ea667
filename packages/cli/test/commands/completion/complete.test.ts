import { Argument, Command, Option } from 'commander';
import { complete, completionText } from '../../../src/commands/completion/complete';
import { completionScript, SHELLS } from '../../../src/commands/completion/scripts';

const VALUES = {
  kinds: () => ['stateless-app', 'stateful-app'],
  apps: () => ['orders-api', 'shop', 'storefront'],
  environments: async () => ['dev', 'prod'],
  teams: async () => ['app-team', 'data-team'],
};

function program(): Command {
  const all = new Command('goldenpath');
  all
    .command('synth')
    .description('Make everything')
    .option('--only <name...>', 'only these')
    .option('--env <name...>')
    .option('--out <dir>')
    .option('--check');
  all.command('explain').argument('<app>').option('--env <name...>').option('--json');
  all
    .command('list')
    .option('--owner <team>')
    .option('--kind <kind>')
    .addOption(new Option('--sort <by>').choices(['name', 'owner']));
  all.command('new').option('--uses <names>');
  all.command('completion').addArgument(new Argument('<shell>').choices([...SHELLS]));
  const release = all.command('release');
  release
    .command('promote')
    .argument('<app>')
    .option('--from <environment>')
    .option('--to <environment>')
    .option('--json');
  release.command('rollback').argument('<app>').option('--env <environment>').option('--to <tag>');
  all.command('__complete', { hidden: true }).argument('[words...]');
  return all;
}

test.each([
  ['s', ['synth']],
  ['', ['synth', 'explain', 'list', 'new', 'completion', 'release', 'help']],
  ['synth --o', ['--only', '--out']],
  ['synth --check --', ['--only', '--env', '--out', '--help']],
  ['synth --only s', ['shop', 'storefront']],
  ['synth --only shop o', ['orders-api']],
  ['synth --env=p', ['--env=prod']],
  ['synth --env = p', ['prod']],
  ['synth --env =', ['dev', 'prod']],
  ['synth --out ', []],
  ['synth --out somewhere ', []],
  ['explain ', ['orders-api', 'shop', 'storefront']],
  ['explain sh', ['shop']],
  ['explain shop ', []],
  ['explain --json st', ['storefront']],
  ['explain shop --env ', ['dev', 'prod']],
  ['list --owner d', ['data-team']],
  ['list --kind state', ['stateless-app', 'stateful-app']],
  ['list --sort ', ['name', 'owner']],
  ['new --uses shop,o', ['shop,orders-api']],
  ['new --uses=shop,', ['--uses=shop,orders-api', '--uses=shop,storefront']],
  ['completion z', ['zsh']],
  ['nonsense ', []],
  ['release ', ['promote', 'rollback', 'help']],
  ['release pro', ['promote']],
  ['release nonsense ', []],
  ['release promote ', ['orders-api', 'shop', 'storefront']],
  ['release promote shop ', []],
  ['release promote shop --from d', ['dev']],
  ['release promote --from dev sh', ['shop']],
  ['release promote shop --from dev --', ['--to', '--json', '--help']],
  ['release promote shop --to=', ['--to=dev', '--to=prod']],
  ['release rollback shop --env p', ['prod']],
  ['release rollback shop --env prod --to ', []],
])('%j becomes %j', async (line, expected) => {
  const found = await complete(program(), line.split(' '), VALUES);
  expect(found.map(({ value }) => value)).toEqual(expected);
});

test('a command has its description, on one line', async () => {
  expect(completionText(await complete(program(), ['sy'], VALUES))).toBe('synth\tMake everything\n');
  expect(completionText([{ value: 'a', description: 'b\n\tc' }, { value: 'd' }])).toBe('a\tb c\nd\n');
});

test.each([...SHELLS])('the script for %s calls the program and explains its installation', (shell) => {
  expect(completionScript(shell)).toContain('goldenpath __complete -- ');
  expect(completionScript(shell)).toContain(`goldenpath completion ${shell}`);
});
