import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { goldenpath, run } from '@goldenpath/testing/command';
import { ROOT } from '@goldenpath/testing/fleet';
import { testFolder } from '@goldenpath/testing/folders';
import { cloudlessEnvironment } from '@goldenpath/testing/simulated-fleet';

const SLOW = 120_000;

function fleet(): string {
  const database = { name: 'orders_db', username: 'orders_user' };
  const spec = { kind: 'backend-app-rds', name: 'orders', description: 'An app', owner: 'app-team', database };
  return testFolder({
    'platform.yaml': readFileSync(join(ROOT, 'platform.yaml'), 'utf8'),
    'apps/orders/app.yaml': JSON.stringify(spec),
  });
}

test(
  'plan and publish work with a relative TMPDIR',
  async () => {
    const cwd = fleet();
    const env = { ...cloudlessEnvironment(), TMPDIR: '.' };
    const planned = await goldenpath(['plan', '--simulate', '--stack', 'platform-dev'], { cwd, env });
    expect(planned).toMatchObject({ code: 0, stdout: expect.stringContaining('1 with changes') });
    const repository = testFolder();
    await run('git', ['init', '--quiet', '--bare', '--initial-branch=main'], { cwd: repository });
    expect(await goldenpath(['synth', '--quiet'], { cwd, env })).toMatchObject({ code: 0 });
    expect(await goldenpath(['publish', '--repo', repository], { cwd, env })).toMatchObject({ code: 0 });
  },
  SLOW,
);

test(
  'Terraform does not kill goldenpath when the socket of a simulated provider is gone',
  async () => {
    const cwd = fleet();
    const temporary = testFolder();
    const engine = join(testFolder(), 'terraform');
    // What a cleaner of the temporary folder does during a long run.
    const script = `#!/bin/sh\n[ "$1" = plan ] && rm -rf '${temporary}'/simulated-cloud-*\nexec terraform "$@"\n`;
    writeFileSync(engine, script);
    chmodSync(engine, 0o755);
    const env = { ...cloudlessEnvironment(), TMPDIR: temporary, GOLDENPATH_TERRAFORM: engine };
    const planned = await goldenpath(['plan', '--simulate', '--stack', 'platform-dev'], { cwd, env });
    expect(planned).toMatchObject({ code: 1, stdout: expect.stringContaining('platform-dev  FAILED') });
  },
  SLOW,
);

test(
  'several first deployments at once: each stack is applied once, and each run succeeds',
  async () => {
    const cwd = fleet();
    const env = cloudlessEnvironment();
    const stacks = ['platform-dev', 'app-orders', 'app-orders-dev'];
    const runs = await Promise.all(
      [1, 2, 3].map(() => goldenpath(['deploy', '--simulate', '--json', '--stack', ...stacks], { cwd, env })),
    );
    // The whole of what a run printed, so that a failure says why.
    for (const ended of runs) expect(ended).toEqual({ code: 0, stderr: '', stdout: expect.any(String) });
    const reports = runs.map(({ stdout }) => JSON.parse(stdout) as { stacks: { stack: string; status: string }[] });
    for (const name of stacks)
      expect(reports.map(({ stacks: all }) => all.find(({ stack }) => stack === name)?.status).sort()).toEqual([
        'applied',
        'unchanged',
        'unchanged',
      ]);
  },
  SLOW,
);
