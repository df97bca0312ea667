import {
  chmodSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import {
  assertSameStacks,
  isSameState,
  type Manifest,
  manifestText,
  openPlanWriter,
  parseManifest,
  readSavedPlans,
  type SavedStack,
  sha256,
  stateVersionIn,
} from '@goldenpath/deploy';
import { zipOf } from './support/release-server';
import { put, testdir } from './support/testdir';

const OF = { target: 'account 123456789012 in eu-west-2 of acme', engine: 'Terraform 1.11.4' };
const PLAN = Buffer.from('the plan');
const STATE = { lineage: 'a', serial: 3 };
const entry = (change: Partial<SavedStack> = {}): SavedStack => ({
  stack: 'shop',
  status: 'planned',
  synthesised: sha256(Buffer.from('{}')),
  file: sha256(PLAN),
  state: STATE,
  ...change,
});

/** A folder with one saved plan. */
function saved({ stacks = [entry()], ...head }: Partial<Manifest> = {}): string {
  const folder = testdir({ 'plans.json': manifestText({ ...OF, ...head, stacks }) });
  writeFileSync(join(folder, 'shop.tfplan'), PLAN);
  return folder;
}

const read = (folder: string) => () => readSavedPlans(folder, OF);
const AGAIN = /Nothing was applied\. Plan again with `goldenpath plan --save`/;

describe('a folder of saved plans', () => {
  test('is read when nothing in it changed', () => {
    expect([...readSavedPlans(saved(), OF).stacks.values()]).toEqual([entry()]);
  });

  test('is refused when a plan file was changed, is missing, or is a link', () => {
    const changed = saved();
    writeFileSync(join(changed, 'shop.tfplan'), 'another plan');
    expect(read(changed)).toThrow('`shop.tfplan` is not the file that was saved');
    expect(read(changed)).toThrow(AGAIN);
    rmSync(join(changed, 'shop.tfplan'));
    expect(read(changed)).toThrow('`shop.tfplan` is missing');
    symlinkSync(join(saved(), 'shop.tfplan'), join(changed, 'shop.tfplan'));
    expect(read(changed)).toThrow('`shop.tfplan` is not a regular file');
  });

  test('is refused when it, or its list, is a link', () => {
    const folder = saved();
    const link = join(testdir(), 'link');
    symlinkSync(folder, link);
    expect(read(link)).toThrow(`${link} is not a folder.`);
    const other = saved();
    rmSync(join(other, 'plans.json'));
    symlinkSync(join(folder, 'plans.json'), join(other, 'plans.json'));
    expect(read(other)).toThrow('`plans.json` is not a regular file');
  });

  test('is refused when it contains a file that is not listed', () => {
    const folder = saved();
    put(folder, 'extra.tfplan', 'x');
    expect(read(folder)).toThrow('`extra.tfplan` is not listed in plans.json');
  });

  test('is refused without its list, because the run that wrote it did not end', () => {
    const folder = saved();
    rmSync(join(folder, 'plans.json'));
    expect(read(folder)).toThrow('`plans.json` is missing');
    expect(read(join(folder, 'nowhere'))).toThrow('is not a folder');
  });

  test('is refused for another target, and for another version of the engine', () => {
    const target = 'account 999999999999 in eu-west-2 of acme';
    expect(read(saved({ target }))).toThrow(`they were made for ${target}, and this run is for ${OF.target}`);
    expect(read(saved({ engine: 'OpenTofu 1.11.4' }))).toThrow('OpenTofu 1.11.4 made them');
  });

  test('is refused when a synthesised stack differs, or was not planned', () => {
    const folder = saved();
    const plans = readSavedPlans(folder, OF);
    const stack = (name: string, content: string) => {
      const at = testdir();
      return { name, folder: at, file: put(at, 'cdk.tf.json', content), dependsOn: [] };
    };
    expect(() => assertSameStacks(plans, [stack('shop', '{}')])).not.toThrow();
    expect(() => assertSameStacks(plans, [stack('shop', '{ }')])).toThrow('`shop` changed since then');
    expect(() => assertSameStacks(plans, [stack('other', '{}')])).toThrow('`other` changed since then');
  });
});

describe('a list of saved plans', () => {
  test.each<[string, Partial<Record<keyof SavedStack, unknown>>]>([
    ['a name that leaves the folder', { stack: '../shop' }],
    ['an absolute path as a name', { stack: '/etc/passwd' }],
    ['no digest of the plan file', { file: undefined }],
    ['something else as a digest', { file: 'md5:1' }],
    ['no digest of the stack', { synthesised: 1 }],
    ['no state', { state: undefined }],
    ['a serial that is not a number', { state: { lineage: 'a', serial: '3' } }],
    ['an unknown status', { status: 'applied' }],
    ['a file of a stack without changes', { status: 'unchanged' }],
    ['a file of a stack that waits', { status: 'waits', by: 'platform', state: undefined }],
    ['a stack that waits for none', { status: 'waits', file: undefined, state: undefined }],
  ])('is refused with %s', (_, change) => {
    const stacks = [{ ...entry(), ...change } as unknown as SavedStack];
    expect(parseManifest(manifestText({ ...OF, stacks }))).toEqual({ reason: 'entry 1 of `stacks` is not valid' });
  });

  test.each([
    ['text', 'no JSON', 'it does not list plans'],
    ['another list', '{"stacks":[]}', 'it does not list plans'],
    ['a later version', '{"format":"goldenpath-plans","version":2}', 'it has version 2 of the format, not 1'],
    ['no stacks', '{"format":"goldenpath-plans","version":1}', 'it names no target, engine or stacks'],
    ['a stack twice', manifestText({ ...OF, stacks: [entry(), entry()] }), 'it lists a stack twice'],
  ])('is refused: %s', (_, text, reason) => {
    expect(parseManifest(text)).toEqual({ reason });
  });

  test('has the same bytes in any order of its stacks', () => {
    const [a, b] = [entry({ stack: 'a' }), entry({ stack: 'b' })];
    expect(manifestText({ ...OF, stacks: [a, b] })).toBe(manifestText({ ...OF, stacks: [b, a] }));
  });
});

describe('the version of a state', () => {
  test('is read from the state, and from the empty text of a stack that was never applied', () => {
    expect(stateVersionIn('{"version":4,"serial":3,"lineage":"a"}')).toEqual(STATE);
    expect(stateVersionIn('\n')).toEqual({ lineage: '', serial: 0 });
    expect(stateVersionIn('{"serial":3}')).toBeUndefined();
    expect(stateVersionIn('no state')).toBeUndefined();
  });

  test('is another after each apply, and for another state', () => {
    expect(isSameState(STATE, { ...STATE })).toBe(true);
    expect(isSameState(STATE, { ...STATE, serial: 4 })).toBe(false);
    expect(isSameState(STATE, { ...STATE, lineage: 'b' })).toBe(false);
    expect(isSameState({ lineage: '', serial: 0 }, { lineage: 'new', serial: 0 })).toBe(true);
  });
});

/** A plan file whose state has a name that must not be read by everyone. */
function planFile(): string {
  const folder = testdir();
  const file = join(folder, 'plan');
  writeFileSync(file, zipOf({ tfstate: '{"serial":3,"lineage":"a","host":"db.internal"}' }));
  return file;
}

function stackAt() {
  const folder = testdir();
  return { name: 'shop', folder, file: put(folder, 'cdk.tf.json', '{}'), dependsOn: [] };
}

const outcome = (status: 'planned' | 'failed') => ({ stack: 'shop', status, problems: [], done: [] });

describe('writing plans', () => {
  test('makes files that only this user can read, and a folder that is read again', async () => {
    const folder = join(testdir(), 'new', 'plans');
    const writer = openPlanWriter(folder, OF);
    const stack = stackAt();
    await writer.keep(stack, planFile(), true);
    expect(existsSync(join(folder, 'plans.json'))).toBe(false);
    writer.end([stack], [outcome('planned')]);
    expect(readSavedPlans(folder, OF).stacks.get('shop')).toMatchObject({ status: 'planned', state: STATE });
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    for (const name of readdirSync(folder)) expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600);
  });

  test('keeps no file of a plan without changes', async () => {
    const folder = testdir();
    const writer = openPlanWriter(folder, OF);
    const stack = stackAt();
    await writer.keep(stack, planFile(), false);
    writer.end([stack], [{ ...outcome('planned'), status: 'unchanged' }]);
    expect(readdirSync(folder)).toEqual(['plans.json']);
    expect(readSavedPlans(folder, OF).stacks.get('shop')).toMatchObject({ status: 'unchanged', state: STATE });
  });

  test('leaves nothing when a stack failed', async () => {
    const folder = testdir();
    const writer = openPlanWriter(folder, OF);
    await writer.keep(stackAt(), planFile(), true);
    writer.end([stackAt()], [outcome('failed')]);
    expect(readdirSync(folder)).toEqual([]);
  });

  test('replaces earlier plans, and refuses a folder with other files and a link', () => {
    const folder = saved();
    chmodSync(folder, 0o755);
    openPlanWriter(folder, OF);
    expect(readdirSync(folder)).toEqual([]);
    put(folder, 'notes.txt', 'mine');
    expect(() => openPlanWriter(folder, OF)).toThrow('contains `notes.txt`, which is not a saved plan');
    expect(readFileSync(join(folder, 'notes.txt'), 'utf8')).toBe('mine');
    const link = join(testdir(), 'link');
    symlinkSync(saved(), link);
    expect(() => openPlanWriter(link, OF)).toThrow('is a symbolic link');
  });
});

describe('plans that are encrypted', () => {
  const KEY = 'a passphrase that is long enough';

  async function encrypted(): Promise<{ readonly folder: string; readonly plain: Buffer }> {
    const folder = testdir();
    const writer = openPlanWriter(folder, OF, KEY);
    const [stack, file] = [stackAt(), planFile()];
    await writer.keep(stack, file, true);
    writer.end([stack], [outcome('planned')]);
    return { folder, plain: readFileSync(file) };
  }

  test('are read with the passphrase, and show nothing of the state without it', async () => {
    const { folder, plain } = await encrypted();
    expect(plain.includes('db.internal')).toBe(true);
    for (const name of readdirSync(folder)) {
      const content = readFileSync(join(folder, name));
      expect([name, content.includes('db.internal'), content.includes('PK')]).toEqual([name, false, false]);
    }
    const plans = readSavedPlans(folder, OF, KEY);
    expect(plans.planOf(plans.stacks.get('shop') as SavedStack)).toEqual(plain);
  });

  test('are refused without the passphrase, with another, and where a job with one expects them', async () => {
    const { folder } = await encrypted();
    expect(read(folder)).toThrow('are encrypted. Nothing was applied. Set GOLDENPATH_PLAN_KEY');
    expect(() => readSavedPlans(folder, OF, `${KEY}!`)).toThrow('`shop.tfplan` was encrypted with another passphrase');
    expect(() => readSavedPlans(saved(), OF, KEY)).toThrow('GOLDENPATH_PLAN_KEY is set, and they are not encrypted');
    expect(() => openPlanWriter(testdir(), OF, 'short')).toThrow('fewer than 24 characters');
  });

  test('are refused when the list names another state, or the file and its digest were replaced', async () => {
    const { folder, plain } = await encrypted();
    const list = join(folder, 'plans.json');
    const text = readFileSync(list, 'utf8');
    writeFileSync(list, text.replace('"serial": 3', '"serial": 4'));
    expect(() => readSavedPlans(folder, OF, KEY)).toThrow('or the list was changed');
    const digest = sha256(readFileSync(join(folder, 'shop.tfplan')));
    writeFileSync(list, text.replace(digest, sha256(plain)));
    writeFileSync(join(folder, 'shop.tfplan'), plain);
    expect(() => readSavedPlans(folder, OF, KEY)).toThrow('or the list was changed');
    writeFileSync(list, text.replace(/"salt": "[0-9a-f]{32}"/, '"salt": "../x"'));
    expect(() => readSavedPlans(folder, OF, KEY)).toThrow('`salt` is not 32 hexadecimal digits');
  });
});
