import * as fs from 'node:fs';
import * as path from 'node:path';
import { Argument, Command, Option } from 'commander';
import { complete, completionText } from '../../src/completion/complete';
import { completionScript, SHELLS } from '../../src/completion/scripts';
import { completionValues } from '../../src/completion/values';
import { type FleetFolder, fleetFolder } from '../../../../test/support/fleet-folder';

const VALUES = {
  apps: () => ['orders-api', 'shop', 'storefront'],
  environments: async () => ['dev', 'prod'],
  owners: async () => ['app-team', 'data-team'],
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

test('what a command is for goes with it, on one line', async () => {
  expect(completionText(await complete(program(), ['sy'], VALUES))).toBe('synth\tMake everything\n');
  expect(completionText([{ value: 'a', description: 'b\n\tc' }, { value: 'd' }])).toBe('a\tb c\nd\n');
});

describe('names of a fleet', () => {
  let folder: FleetFolder;
  beforeEach(() => (folder = fleetFolder()));
  afterEach(() => folder.remove());

  test('are its folders, and what its platform file says', async () => {
    fs.writeFileSync(path.join(folder.root, 'apps/orders/app.yaml'), 'not: valid');
    const values = completionValues(folder.source);
    expect(values.apps()).toEqual(['orders']);
    expect(await values.environments()).toEqual(['dev', 'prod']);
    expect(await values.owners()).toEqual(['app-team', 'data-team']);
  });

  test('are offered only where a shell takes them as they are', () => {
    for (const name of ['$(touch x)', '`id`', 'a b', '-rf', '.hidden'])
      fs.mkdirSync(path.join(folder.root, 'apps', name));
    expect(completionValues(folder.source).apps()).toEqual(['orders']);
  });

  test('of no fleet are none', async () => {
    const values = completionValues({
      appsFolder: '/nowhere/apps',
      platformFile: '/nowhere/platform.yaml',
      relativeTo: '/nowhere',
    });
    expect(values.apps()).toEqual([]);
    expect(await values.environments()).toEqual([]);
  });

  test('of a platform that is a program are not known: pressing Tab runs nobody’s code', async () => {
    const platformFile = path.join(folder.root, 'platform.ts');
    fs.writeFileSync(
      platformFile,
      `require('node:fs').writeFileSync(${JSON.stringify(path.join(folder.root, 'ran'))}, ''); export default {};`,
    );
    expect(await completionValues({ ...folder.source, platformFile }).owners()).toEqual([]);
    expect(fs.existsSync(path.join(folder.root, 'ran'))).toBe(false);
  });
});

test.each([...SHELLS])('the script for %s asks the program and says how it is installed', (shell) => {
  expect(completionScript(shell)).toContain('goldenpath __complete -- ');
  expect(completionScript(shell)).toContain(`goldenpath completion ${shell}`);
});
