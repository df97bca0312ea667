import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { testFolder } from '@goldenpath/testing/folders';
import { strictProgram } from '@goldenpath/testing/strict-program';
import { describeShell, runStep, testRepository } from '@goldenpath/testing/workflow-run';
import { step } from '@goldenpath/testing/workflows';
import { DIGEST, FILE, SHA } from './called';

describeShell('the tests of the application', () => {
  const ran =
    'require("node:fs").appendFileSync("ran", process.argv[1].split("/").pop() + " " + args.join(" ") + "\\n");';
  const run = async (files: Readonly<Record<string, string>>, command = '') => {
    const cwd = testFolder(files);
    const result = await runStep(step(FILE, 'test', 'Test'), {
      cwd,
      values: { 'inputs.test_command': command },
      programs: { npm: ran, pip: ran, python: ran },
    });
    return { ...result, ran: existsSync(join(cwd, 'ran')) ? readFileSync(join(cwd, 'ran'), 'utf8') : '' };
  };

  test.each([
    ['node', { 'package.json': '{}' }, 'npm ci --ignore-scripts\nnpm test\n'],
    ['python', { 'requirements-dev.txt': '' }, 'pip install --requirement requirements-dev.txt\npython -m pytest\n'],
  ])('of %s are found', async (_runtime, files, expected) => {
    expect(await run(files)).toMatchObject({ code: 0, ran: expected });
  });

  test('are those of the caller', async () => {
    const given = 'npm ci --ignore-scripts && npm run "all of them"';
    expect(await run({ 'package.json': '{}' }, given)).toMatchObject({
      code: 0,
      ran: 'npm ci --ignore-scripts\nnpm run all of them\n',
    });
  });

  test.each([
    ['exit 3', 3],
    ['false | true', 1],
    ['false; true', 1],
  ])('fail the job with %j', async (command, code) => {
    expect(await run({}, command)).toMatchObject({ code });
  });

  test('cannot be left out', async () => {
    expect(await run({})).toMatchObject({ code: 1, stdout: expect.stringContaining('There are no tests') });
  });
});

const DOCKER = strictProgram(
  {
    'buildx build': {
      values: ['metadata-file', 'label', 'output', 'build-arg', 'platform', 'file', 'tag', 'provenance', 'sbom'],
      switches: ['push', 'load', 'pull', 'no-cache'],
      operands: 1,
    },
  },
  `
  const output = Object.fromEntries(flags.output[0].split(',').map((pair) => pair.split('=')));
  if (output.type !== 'oci') return refuse('this test wants an OCI archive');
  if (flags.provenance?.[0] !== 'false' || flags.sbom?.[0] !== 'false') return refuse('attestations make an index of the image');
  if (!/^[0-9]+$/.test(process.env.SOURCE_DATE_EPOCH)) return refuse('no SOURCE_DATE_EPOCH');
  require('node:fs').writeFileSync(output.dest, 'an archive');
  require('node:fs').writeFileSync(flags['metadata-file'][0], JSON.stringify({ 'containerimage.digest': ${JSON.stringify(DIGEST)} }));`,
);

test('the build hands on the digest of the archive that it writes', async () => {
  const repository = testRepository({ Dockerfile: 'FROM scratch\n' });
  await repository.git('init', '--quiet');
  await repository.commit({ 'a.txt': 'a' });
  const temp = testFolder();
  const built = await runStep(step(FILE, 'build', 'Build'), {
    cwd: repository.folder,
    values: { 'runner.temp': temp },
    env: { GITHUB_SHA: SHA, GITHUB_SERVER_URL: 'https://github.com' },
    programs: { docker: DOCKER },
  });
  expect(built).toMatchObject({ code: 0, outputs: { digest: DIGEST } });
  expect(readFileSync(join(temp, 'image/image.tar'), 'utf8')).toBe('an archive');
});
