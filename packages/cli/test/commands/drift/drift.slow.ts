import * as fs from 'node:fs';
import * as path from 'node:path';
import { Account } from '@goldenpath/simulator';
import { copyOfFleet, goldenpathIn } from '@goldenpath/testing/simulated-fleet';

/** Plans with real Terraform in a simulated cloud, as the workflow does in a real one, and reports the drift. */
async function drift(
  folder: string,
  issues?: readonly object[],
): Promise<{ findings: object[]; undeployed: string[]; actions?: { path: string }[] }> {
  const plan = await goldenpathIn(folder, [
    'plan',
    '--simulate',
    '--json',
    '--stack',
    'platform-dev',
    'app-user-service',
  ]);
  fs.mkdirSync(path.join(folder, 'plans'), { recursive: true });
  fs.writeFileSync(path.join(folder, 'plans/1.json'), plan.stdout);
  fs.writeFileSync(path.join(folder, 'issues.json'), JSON.stringify(issues ?? []));
  const { code, stdout, stderr } = await goldenpathIn(folder, [
    'drift',
    '--json',
    '--plan',
    'plans',
    '--issues',
    'issues.json',
  ]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return JSON.parse(stdout) as Awaited<ReturnType<typeof drift>>;
}

test('changes and removals in the cloud are drift; undeployed changes are not', async () => {
  const folder = copyOfFleet();
  expect(await goldenpathIn(folder, ['deploy', '--simulate', '--stack', 'platform-dev'])).toMatchObject({ code: 0 });
  const before = await drift(folder);
  expect(before).toMatchObject({ findings: [], undeployed: ['app-user-service'], actions: [] });

  const account = new Account(path.join(folder, 'dist/simulated/account'));
  const key = account.all('aws_db_instance')[0]?.key ?? '';
  account.tamper('aws_db_instance', key, { backup_retention_period: 1 });
  const changed = await drift(folder);
  expect(changed.findings).toEqual([
    expect.objectContaining({
      stack: 'platform-dev',
      resource: 'aws_db_instance.shared-instance',
      kind: 'changed',
      next: 'update',
      attributes: [expect.objectContaining({ path: 'backup_retention_period', after: 1 })],
    }),
  ]);
  expect(changed.actions?.map(({ path: where }) => where)).toEqual(['issues']);

  account.destroy('aws_db_instance', key);
  expect((await drift(folder)).findings).toEqual([
    expect.objectContaining({ resource: 'aws_db_instance.shared-instance', kind: 'gone', next: 'create' }),
  ]);
});

test.each([
  ['plans', {}, 'There is no plan in'],
  ['plans/1.json', { 'plans/1.json': '[]' }, 'is not a run report'],
  ['issues.json', { 'plans/1.json': '{"stacks":[]}', 'issues.json': '{}' }, 'is not a list of issues'],
])('an invalid %s is an error', async (_file, files, message) => {
  const folder = copyOfFleet();
  for (const [file, text] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    fs.writeFileSync(path.join(folder, file), text);
  }
  const { code, stderr } = await goldenpathIn(folder, ['drift', '--plan', 'plans', '--issues', 'issues.json']);
  expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining(message) });
});
