import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { outcomesText, type RunOptions, simulatedTarget, type StackOutcome } from '@goldenpath/deploy';
import { runHere } from './support/run';
import { stackTree } from './support/stacks';
import { putProgram, testdir } from './support/testdir';

const SHOWN = '{"format_version":"1.2"}';

/** Plans with an engine whose commands are these scripts. */
async function planWith(
  commands: Readonly<Record<string, string>>,
  options: Partial<RunOptions> = {},
): Promise<StackOutcome> {
  const cases = Object.entries({ plan: ':', show: `echo '${SHOWN}'`, ...commands })
    .map(([command, script]) => `${command}) ${script} ;;`)
    .join('\n');
  const program = putProgram(testdir(), 'terraform', `case "$1" in\n${cases}\nesac`);
  const engine = { program, name: 'Terraform', version: '1.11.4', origin: 'asked' } as const;
  const [outcome] = await runHere(stackTree({ a: { resources: {} } }), 'plan', { engine, ...options });
  if (outcome === undefined) throw new Error('There is no outcome.');
  return outcome;
}

test('an engine that behaves like Terraform works', async () => {
  expect(await planWith({})).toMatchObject({ status: 'unchanged', problems: [] });
});

test.each([
  ['{}', 'The format of the plan is undefined. Only format 1 is supported.'],
  ['null', 'The format of the plan is undefined. Only format 1 is supported.'],
  ['{"format_version":1}', 'The format of the plan is 1. Only format 1 is supported.'],
  ['{"format_version":"2.0"}', 'The format of the plan is 2.0. Only format 1 is supported.'],
  ['{"format_version":"1.2","resource_changes":[{}]}', ''],
  ['hello', ''],
])('a plan that is shown as %s makes the stack fail, with what to do', async (shown, detail) => {
  const { status, problems } = await planWith({ show: `echo '${shown}'` });
  expect(status).toBe('failed');
  expect(problems).toEqual([
    {
      severity: 'error',
      summary: 'The plan that the engine made cannot be read',
      detail: expect.stringContaining(detail),
    },
  ]);
  expect(problems[0]?.detail).toContain('GOLDENPATH_TERRAFORM names its path.');
});

test('an engine that writes no plan file makes the stack fail', async () => {
  const outcome = await planWith({ show: 'echo "no such file" >&2; exit 1' });
  expect(outcome).toMatchObject({
    status: 'failed',
    problems: [{ summary: 'The engine could not show the plan that it made', detail: 'no such file' }],
  });
});

test.each([
  ['init', 'Failed to load state: invalid syntax: unexpected end of JSON input', ''],
  ['plan', 'Error acquiring the state lock', 'open .a.tfstate.lock.info: no such file or directory'],
  ['plan', 'Error acquiring the state lock', 'state file "a" locked, but could not unmarshal lock info: EOF'],
])('%s runs again when another run changes the state meanwhile: %s %s', async (command, summary, detail) => {
  const raced = join(testdir(), 'raced');
  const diagnostic = JSON.stringify({ type: 'diagnostic', diagnostic: { severity: 'error', summary, detail } });
  const once = `[ -e '${raced}' ] || { touch '${raced}'; echo '${diagnostic}'; exit 1; }`;
  expect(await planWith({ [command]: once })).toMatchObject({ status: 'unchanged', problems: [] });
  expect(existsSync(raced)).toBe(true);
});

test('stacks that share a plugin cache are initialised one at a time', async () => {
  const folder = testdir();
  const cache = join(folder, 'new', 'plugins');
  const inUse = join(folder, 'in-use');
  // The second of two that run at once cannot make the folder.
  const init = `[ -d "$TF_PLUGIN_CACHE_DIR" ] && mkdir '${inUse}' && sleep 0.2 && rmdir '${inUse}'`;
  const program = putProgram(
    folder,
    'terraform',
    `case "$1" in\ninit) ${init} ;;\nplan) : ;;\nshow) echo '${SHOWN}' ;;\nesac`,
  );
  const names = ['a', 'b', 'c', 'd'];
  const root = stackTree(Object.fromEntries(names.map((name) => [name, { resources: {} }])));
  const outcomes = await runHere(root, 'plan', {
    engine: { program, name: 'Terraform', version: '1.11.4', origin: 'asked' },
    target: simulatedTarget(join(root, 'simulated'), { ...process.env, TF_PLUGIN_CACHE_DIR: cache }),
    parallelism: names.length,
  });
  expect(outcomes.map(({ stack, status }) => [stack, status])).toEqual(names.map((name) => [name, 'unchanged']));
});

test('a state that stays half-written makes the stack fail', async () => {
  const summary = 'Failed to load state: invalid syntax: unexpected end of JSON input';
  const diagnostic = JSON.stringify({ type: 'diagnostic', diagnostic: { severity: 'error', summary, detail: '' } });
  expect(await planWith({ init: `echo '${diagnostic}'; exit 1` })).toMatchObject({
    status: 'failed',
    problems: [{ summary }],
  });
});

test('credentials that an engine prints are not shown', async () => {
  const said = 'AKIAABCDEFGHIJKLMNOP ghp_abcdefghijklmnopqrstuvwxyz0123456789 password=hunter2 https://joe:pw@host/x';
  const diagnostic = { type: 'diagnostic', diagnostic: { severity: 'error', summary: said, detail: said } };
  const printed = [`echo '${said}' >&2; exit 1`, `echo '${JSON.stringify(diagnostic)}'; exit 1`];
  for (const plan of printed) {
    const text = outcomesText([await planWith({ plan })], { purpose: 'plan', simulated: false });
    expect(text).toContain('*** *** password=*** https://***@host/x');
    expect(text).not.toMatch(/AKIA|ghp_|hunter2|joe/);
  }
});

test.each(['init', 'plan', 'show'])(
  'an engine that ignores interruptions in `%s` is killed when one insists',
  async (command) => {
    const folder = testdir();
    const running = join(folder, 'running');
    const [interrupter, insister] = [new AbortController(), new AbortController()];
    const script = `trap '' INT TERM; : > '${running}'; while [ -e '${running}' ]; do sleep 0.05; done`;
    const planned = planWith(
      { [command]: script },
      { interrupt: interrupter.signal, insist: insister.signal, patienceMs: 50 },
    );
    while (!existsSync(running)) await new Promise((resolve) => setTimeout(resolve, 10));
    interrupter.abort();
    insister.abort();
    expect(await planned).toMatchObject({
      status: 'interrupted',
      problems: [{ summary: 'The engine did not stop when it was interrupted, and was killed' }],
    });
    expect(readdirSync(folder)).toEqual(['running']);
  },
);
