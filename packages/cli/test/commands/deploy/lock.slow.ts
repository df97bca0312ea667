import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { testFolder } from '@goldenpath/testing/folders';
import { copyOfFleet, goldenpathIn } from '@goldenpath/testing/simulated-fleet';

const SLOW = 240_000;
const FILE = '.terraform.lock.hcl';
/** A mirror of the providers that the stacks of a fleet require, for one platform. */
function mirrorFor(folder: string): string {
  const mirror = testFolder();
  const stacks = join(folder, 'cdktf.out/stacks');
  for (const stack of readdirSync(stacks)) {
    const { terraform } = JSON.parse(readFileSync(join(stacks, stack, 'cdk.tf.json'), 'utf8')) as {
      terraform: { required_providers: Record<string, { source: string; version: string }> };
    };
    for (const { source, version } of Object.values(terraform.required_providers)) {
      const [namespace, type] = source.includes('/') ? source.split('/') : ['hashicorp', source];
      for (const host of ['registry.terraform.io', 'registry.opentofu.org']) {
        const unpacked = join(mirror, host, namespace ?? '', type ?? '', version, 'linux_amd64');
        mkdirSync(unpacked, { recursive: true });
        // Providers are not started here.
        writeFileSync(join(unpacked, `terraform-provider-${type}_v${version}`), 'no program');
      }
    }
  }
  return mirror;
}

test(
  'A6: `lock` writes the hashes of all providers, `lock --check` compares, and a stack that is not locked is not run',
  async () => {
    const folder = copyOfFleet();
    const run = (...args: string[]) => goldenpathIn(folder, args);
    const missing = await run('lock', '--check');
    expect(missing).toMatchObject({
      code: 1,
      stdout: expect.stringMatching(/^There is no .*\.terraform\.lock\.hcl\. Run `goldenpath lock`\.\n$/),
    });
    const mirror = mirrorFor(folder);
    const written = await run('lock', '--mirror', mirror, '--for', 'linux_amd64');
    expect(written).toMatchObject({ code: 0, stdout: `Wrote ${FILE}. Commit it.\n`, stderr: '' });
    const text = readFileSync(join(folder, FILE), 'utf8');
    expect(text).toMatch(/\/hashicorp\/aws" \{[\s\S]*"h1:/);
    expect(await run('lock', '--check')).toMatchObject({ code: 0, stdout: `${FILE} is complete.\n` });

    // The same input gives the same bytes.
    rmSync(join(folder, FILE));
    await run('lock', '--mirror', mirror, '--for', 'linux_amd64');
    expect(readFileSync(join(folder, FILE), 'utf8')).toBe(text);

    // An update of Golden Path requires another version.
    const version = /\/hashicorp\/aws" \{\n +version += "([0-9.]+)"/.exec(text)?.[1] ?? 'no version';
    writeFileSync(join(folder, FILE), text.replaceAll(version, '1.0.0'));
    const stale = await run('lock', '--check', '--json');
    expect(stale.code).toBe(1);
    expect(JSON.parse(stale.stdout)).toMatchObject({ file: FILE, isComplete: false });
    const refused = await run('plan', '--stack', 'platform-dev');
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect(refused.stderr).toContain(
      `in version 1.0.0, and stack \`platform-dev\` requires ${version}. Run \`goldenpath lock\``,
    );
    expect(existsSync(join(folder, 'cdktf.out/stacks/platform-dev/.terraform'))).toBe(false);
    const wrong = await run('lock', '--for', 'linux');
    expect(wrong).toMatchObject({ code: 1, stderr: expect.stringContaining('`linux` is not a platform.') });
  },
  SLOW,
);
