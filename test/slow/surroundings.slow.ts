import { join } from 'node:path';
import { goldenpath } from '@goldenpath/testing/command';
import { ROOT } from '@goldenpath/testing/fleet';
import { readFiles, testFolder } from '@goldenpath/testing/folders';

/** What a machine may have otherwise, which is nothing to what is generated. */
const SURROUNDINGS: readonly { readonly what: string; readonly env: Readonly<Record<string, string>> }[] = [
  { what: 'a time zone a day ahead', env: { TZ: 'Pacific/Kiritimati' } },
  { what: 'a time zone a day behind', env: { TZ: 'Pacific/Niue' } },
  { what: 'a Turkish locale, whose i has other capitals', env: { LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' } },
  { what: 'a Swedish locale, which sorts otherwise', env: { LANG: 'sv_SE.UTF-8', LC_ALL: 'sv_SE.UTF-8' } },
  { what: 'no locale', env: { LANG: 'C', LC_ALL: 'C' } },
  {
    what: 'variables that cdk8s, CDKTF and the fleet itself might read',
    env: {
      CDK8S_OUTDIR: 'elsewhere',
      CDKTF_OUTDIR: 'elsewhere',
      CDKTF_CONTEXT_JSON: '{"excludeStackIdFromLogicalIds":"true"}',
      CDKTF_CONTINUE_SYNTH_ON_ERROR_ANNOTATIONS: '1',
      APP_ENV: 'prod',
      LOG_LEVEL: 'error',
      AWS_REGION: 'us-east-1',
      USER: 'somebody',
    },
  },
  { what: 'colours and a terminal', env: { FORCE_COLOR: '1', TERM: 'xterm-256color' } },
];

async function synthesisedIn(cwd: string, env: Readonly<Record<string, string>>): Promise<Record<string, string>> {
  const out = testFolder();
  const flags = ['synth', '--platform', join(ROOT, 'platform.yaml'), '--out', out];
  const { PATH } = process.env;
  const run = await goldenpath(flags, { cwd, env: { ...(PATH !== undefined && { PATH }), ...env } });
  expect(run).toMatchObject({ code: 0 });
  return readFiles(out);
}

let expected: Record<string, string>;

beforeAll(async () => {
  expected = await synthesisedIn(ROOT, {});
}, 60_000);

test.each(SURROUNDINGS)(
  'the same bytes are made with $what',
  async ({ env }) => {
    expect(Object.keys(expected)).toContain('cdktf.out/manifest.json');
    expect(await synthesisedIn(ROOT, env)).toEqual(expected);
  },
  60_000,
);

test('another working directory gives the same bytes', async () => {
  expect(await synthesisedIn(testFolder({}, 'folder with spaces '), {})).toEqual(expected);
}, 60_000);
