import { PassThrough } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { type NewFlags, openFleet } from '@goldenpath/fleet';
import { createSpec } from '../../../src/commands/new/create-spec';
import { contextOf } from '../../context';
import { type FleetFolder, fleetFolder } from '@goldenpath/testing/fleet-folder';

const ENTER = '\r';
const DOWN = '\u001b[B';
const SPACE = ' ';
const CTRL_C = '\u0003';
const CLEAR = '\u0015';

let folder: FleetFolder;
let before: string[];

beforeEach(() => {
  folder = fleetFolder();
  before = folder.tree();
});
afterEach(() => folder.remove());

/** Waits for a question to appear, then types. */
async function converse(flags: NewFlags, steps: readonly (readonly [waitFor: string, type: string])[]) {
  const input = new PassThrough();
  // Like a terminal: it stays open after each question.
  const output: PassThrough = Object.assign(new PassThrough(), { end: () => output });
  let shown = '';
  output.on('data', (chunk: Buffer) => (shown += chunk.toString()));
  const context = contextOf(folder.root, true);
  const created = createSpec(
    { fleet: openFleet({ cwd: folder.root }), flags, dryRun: false, streams: { input, output } },
    context,
  );
  const typing = (async () => {
    for (const [waitFor, type] of steps) {
      // If the question never appears, the test's timeout ends this.
      while (!shown.includes(waitFor)) await sleep(10);
      shown = '';
      // The question accepts keys once it is drawn.
      await sleep(50);
      input.write(type);
    }
  })();
  const [result] = await Promise.all([created, typing]);
  return { result, context };
}

test('a service: Enter accepts each proposal', async () => {
  const { result, context } = await converse({}, [
    ['What is it?', ENTER],
    ['Name', `shop${ENTER}`],
    ['on one line', `The shop${ENTER}`],
    ['Which team', DOWN + ENTER],
    ['Where does it run?', ENTER],
    ['written in', DOWN + ENTER],
    ['Number of pods', `${ENTER}`],
    ['The port', ENTER],
    ['outside the cluster', `n${ENTER}`],
    ['does it call', SPACE + ENTER],
    ['How bad', ENTER],
    ['Write apps/shop/app.yaml?', `3000${ENTER}`],
    ['`3000` is not an answer', `${CLEAR}y${ENTER}`],
  ]);
  expect(result).toMatchObject({ isWritten: true });
  expect(result?.text).toBe(
    [
      'kind: stateless-app',
      'name: shop',
      'description: The shop',
      'owner: data-team',
      'runtime: node',
      'replicas: 1',
      'port: 8080',
      'ingress: false',
      'uses:',
      '  - orders',
      'risk: medium',
      '',
    ].join('\n'),
  );
  expect(context.printed.join('')).toContain('kind: stateless-app');
  expect(folder.tree()).toEqual([...before, 'apps/shop', 'apps/shop/app.yaml'].sort());
});

test('an invalid answer is asked again with the message of validate; a database gets no questions about pods', async () => {
  const { result } = await converse({ kind: 'rds-database', owner: 'data-team', environments: 'prod' }, [
    ['Name', `Orders${ENTER}`],
    ['lower-case letters', `${CLEAR}orders${ENTER}`],
    ['already exists', `${CLEAR}facts${ENTER}`],
    ['on one line', `Facts${ENTER}`],
    ['Name of the database', `postgres${ENTER}`],
    ['is reserved by', `${CLEAR}orders_db${ENTER}`],
    ['both claim', `${CLEAR}facts${ENTER}`],
    ['The role', ENTER],
    ['Size of its instance', ENTER],
    ['How bad', ENTER],
    ['Write', ENTER],
  ]);
  expect(result?.text).toContain(
    'environments:\n  - prod\ndatabase:\n  name: facts\n  username: facts_app\n  size: small\n',
  );
});

test('an upstream image instead of a language', async () => {
  const flags = {
    kind: 'stateful-app',
    name: 'cache',
    description: 'Cache',
    owner: 'app-team',
    environments: 'dev',
    ingress: false,
    uses: '',
    risk: 'low',
  };
  const { result } = await converse(flags, [
    ['written in', DOWN + DOWN + ENTER],
    ['Which image', `redis${ENTER}`],
    ['has no version', `:7.4${ENTER}`],
    ['Number of pods', ENTER],
    ['The port', `6379${ENTER}`],
    ['Size of each', ENTER],
    ['mounted', ENTER],
    ['Write', ENTER],
  ]);
  expect(result?.text).toContain('image: redis:7.4\nreplicas: 1\nport: 6379\n');
  expect(result?.text).not.toContain('runtime');
});

test.each([
  ['at the first question', [['What is it?', CTRL_C]]],
  [
    'in the middle',
    [
      ['What is it?', ENTER],
      ['Name', `shop${CTRL_C}`],
    ],
  ],
] as [string, [string, string][]][])('Ctrl-C %s leaves nothing', async (_when, steps) => {
  const { result } = await converse({}, steps);
  expect(result).toBeUndefined();
  expect(folder.tree()).toEqual(before);
});

test('"no" at the end writes nothing', async () => {
  const flags = {
    kind: 'rds-database',
    name: 'facts',
    description: 'Facts',
    owner: 'data-team',
    environments: 'prod',
    databaseName: 'facts',
    databaseSize: 'small',
    risk: 'high',
  };
  const { result } = await converse(flags, [
    ['The role', ENTER],
    ['Write', `n${ENTER}`],
  ]);
  expect(result).toMatchObject({ isWritten: false });
  expect(folder.tree()).toEqual(before);
});

test('an invalid flag is reported before the first question', async () => {
  await expect(converse({ name: 'Shop' }, [])).rejects.toThrow('lower-case letters');
  expect(folder.tree()).toEqual(before);
});
