import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Review } from '@goldenpath/review';
import { run } from '@goldenpath/testing/command';
import { ROOT } from '@goldenpath/testing/fleet';
import { testFolder } from '@goldenpath/testing/folders';
import { commitAll } from '@goldenpath/testing/review-cases';
import { cloudlessEnvironment } from '@goldenpath/testing/simulated-fleet';

const SLOW = 300_000;

/** This workspace as a repository of its own, in a path with a space, installed and built. */
async function copyOfWorkspace(): Promise<string> {
  const folder = testFolder({}, 'golden path ');
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: ROOT });
  for (const file of new Set(
    listed
      .toString()
      .split('\0')
      .filter((name) => name !== ''),
  )) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    cpSync(join(ROOT, file), join(folder, file), { force: true });
  }
  commitAll(folder);
  await setUp(folder);
  return folder;
}

async function setUp(folder: string): Promise<void> {
  const program =
    "import { install } from './scripts/lib/install.mjs'; import { build } from './scripts/lib/build.mjs'; await install(); await build();";
  const { code, stdout, stderr } = await run(process.execPath, ['--input-type=module', '--eval', program], {
    cwd: folder,
  });
  if (code !== 0) throw new Error(`${stdout}\n${stderr}`);
}

test(
  'a change of the generators is reviewed with what the base would really have made',
  async () => {
    const folder = await copyOfWorkspace();
    const tags = join(folder, 'packages', 'model', 'src', 'tags.ts');
    const text = readFileSync(tags, 'utf8');
    expect(text).toContain("MANAGED_BY = 'goldenpath'");
    writeFileSync(tags, text.replace("MANAGED_BY = 'goldenpath'", "MANAGED_BY = 'goldenpath-next'"));
    await setUp(folder);
    const reviewed = async (...flags: string[]) => {
      const args = ['packages/cli/bin/goldenpath.js', 'review', '--base', 'main', '--no-plan', '--json', ...flags];
      const { stdout, stderr } = await run(process.execPath, args, { cwd: folder, env: cloudlessEnvironment() });
      expect(stderr).toBe('');
      return JSON.parse(stdout) as Review;
    };
    const review = await reviewed();
    expect(review.affected.length).toBeGreaterThan(10);
    expect(review.affected.every(({ reasons }) => reasons.includes('the generators changed'))).toBe(true);
    const label = review.manifests.find(({ app, environment }) => app === 'orders-api' && environment === 'prod');
    expect(JSON.stringify(label)).toContain('"before":"goldenpath","after":"goldenpath-next"');
    expect((await reviewed('--no-base-generators')).affected).toEqual([]);
  },
  SLOW,
);
