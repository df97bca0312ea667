import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { changesAnything, parsePlan, planLines, totalsOf, totalsText } from '@goldenpath/deploy';

/** Output of Terraform 1.11.4 for one stack: created, changed, destroyed. */
const sample = (name: string) => readFileSync(join(__dirname, 'samples', `${name}.json`), 'utf8');
const value = (path: string, before: unknown, after: unknown) => ({
  path,
  before,
  after,
  sensitive: false,
  unknown: false,
});
const unknown = (path: string, before: unknown = null) => ({
  path,
  before,
  after: null,
  sensitive: false,
  unknown: true,
});

test('a plan lists created, updated, replaced and destroyed resources with their attributes', () => {
  const { changes } = parsePlan('shop', sample('change'));
  expect(changes.map(({ address, action }) => `${action} ${address}`)).toEqual([
    'create terraform_data.added',
    'update terraform_data.changed',
    'destroy terraform_data.gone',
    'replace terraform_data.replaced',
    'update terraform_data.secret',
    'replace terraform_data.triggered',
  ]);
  const of = (name: string) => changes.find(({ address }) => address === `terraform_data.${name}`);
  expect(of('added')?.attributes).toEqual([unknown('id'), value('input', null, 'hello'), unknown('output')]);
  expect(of('changed')?.attributes.filter(({ path }) => path.startsWith('input'))).toEqual([
    value('input.ports[1]', 443, 8443),
    value('input.tags.owner', 'team-a', 'team-b'),
    value('input.tags["a b"]', 'x', 'y'),
  ]);
  expect(of('replaced')).toMatchObject({
    replacedBecause: ['triggers_replace'],
    reason: 'replace_because_cannot_update',
  });
  expect(of('triggered')).toMatchObject({ replacedBecause: [], reason: 'replace_by_triggers' });
  expect(of('gone')?.attributes).toContainEqual(value('input', 'bye', null));
});

test('a plan lists added, removed and unknown outputs, and no unchanged ones', () => {
  const { outputs } = parsePlan('shop', sample('change'));
  const common = { before: null, after: null, sensitive: false, unknown: false };
  expect(outputs).toContainEqual({ ...common, name: 'new', action: 'create', after: 'coming' });
  expect(outputs).toContainEqual({ ...common, name: 'old', action: 'destroy', before: 'going' });
  expect(outputs).toContainEqual({ ...common, name: 'secret', action: 'update', sensitive: true });
});

test.each(['create', 'change', 'destroy'])('the parsed sample %s contains no secret', (name) => {
  expect(sample(name)).toContain('planted-secret');
  const plan = parsePlan('shop', sample(name));
  expect(JSON.stringify(plan)).not.toContain('planted');
  expect(planLines(plan).join('\n')).not.toContain('planted');
  expect(plan.changes.find(({ address }) => address === 'terraform_data.secret')?.attributes).toContainEqual(
    expect.objectContaining({ path: 'input', before: null, after: null, sensitive: true }),
  );
});

test('totals count each resource once', () => {
  expect(totalsText(totalsOf([parsePlan('shop', sample('change'))]))).toBe(
    '1 to create, 2 to update, 2 to replace, 1 to destroy',
  );
  expect(totalsText(totalsOf([parsePlan('shop', sample('create'))]))).toBe('6 to create');
  expect(totalsText(totalsOf([parsePlan('shop', sample('destroy'))]))).toBe('6 to destroy');
  expect(totalsText(totalsOf([]))).toBe('no changes');
});

test('the text shows the changes, and why a resource is replaced', () => {
  expect(planLines(parsePlan('shop', sample('change')))).toEqual([
    '+ create  terraform_data.added',
    '~ update  terraform_data.changed',
    '    input.ports[1]: 443 → 8443',
    '    input.tags.owner: "team-a" → "team-b"',
    '    input.tags["a b"]: "x" → "y"',
    expect.stringMatching(/^ {4}output: .* → \(known after apply\)$/),
    '- DESTROY terraform_data.gone',
    '± REPLACE terraform_data.replaced  because triggers_replace cannot be changed in place',
    '    input: "one" → "two"',
    '    triggers_replace[0]: "x" → "y"',
    '~ update  terraform_data.secret',
    '    input: (sensitive)',
    '    output: (sensitive)',
    '± REPLACE terraform_data.triggered  because a resource in `replace_triggered_by` changes',
    '~ output name: "orders" → (known after apply)',
    '+ output new: (none) → "coming"',
    '- output old: "going" → (none)',
    '~ output secret: (sensitive)',
  ]);
});

test('an empty plan changes nothing, and neither does one that only reads', () => {
  const plan = (changes: unknown[]) =>
    parsePlan('s', JSON.stringify({ format_version: '1.2', resource_changes: changes }));
  expect(changesAnything(plan([]))).toBe(false);
  expect(changesAnything(plan([{ address: 'data.a.b', type: 'a', change: { actions: ['read'] } }]))).toBe(false);
  expect(changesAnything(plan([{ address: 'a.b', type: 'a', change: { actions: ['forget'] } }]))).toBe(true);
});

test('a plan in an unknown format is refused', () => {
  expect(() => parsePlan('s', '{"format_version":"2.0"}')).toThrow('The format of the plan is 2.0');
  expect(() =>
    parsePlan('s', '{"format_version":"1.2","resource_changes":[{"change":{"actions":["conjure"]}}]}'),
  ).toThrow('conjure');
});

describe('a change of a database', () => {
  const linesOf = (after: object) => {
    const before = { engine_version: '16', instance_class: 'db.t3.micro', backup_retention_period: 7 };
    const change = { actions: ['update'], before, after: { ...before, ...after } };
    const resource = { address: 'aws_db_instance.x', type: 'aws_db_instance', change };
    const text = JSON.stringify({ format_version: '1.2', resource_changes: [resource] });
    return planLines(parsePlan('shop', text)).slice(1);
  };
  const larger = { engine_version: '17', instance_class: 'db.t3.small' };

  test.each([
    [
      { ...larger, maintenance_window: 'sun:03:00-sun:04:00' },
      'engine_version, instance_class wait for the maintenance window, sun:03:00-sun:04:00 (UTC)',
    ],
    [{ engine_version: '17' }, 'engine_version waits for the maintenance window'],
    [
      { ...larger, apply_immediately: true },
      'engine_version, instance_class take effect at once, and may interrupt the database',
    ],
  ])('says when it takes effect', (after, expected) => {
    expect(linesOf(after).at(-1)).toBe(`    ${expected}`);
  });

  test('that takes effect with the apply says nothing', () => {
    expect(linesOf({ backup_retention_period: 14 })).toEqual(['    backup_retention_period: 7 → 14']);
  });
});

describe('a change outside Terraform', () => {
  const outside = (type: string, before: object, after: object) =>
    parsePlan(
      'shop',
      JSON.stringify({
        format_version: '1.2',
        resource_drift: [{ address: `${type}.x`, type, change: { actions: ['update'], before, after } }],
      }),
    ).drift.flatMap(({ attributes }) => attributes.map(({ path }) => path));

  test('does not include what only the service moves', () => {
    const moved = {
      latest_restorable_time: '2026-11-27T03:05:00Z',
      status: 'backing-up',
      engine_version_actual: '16.9',
    };
    expect(outside('aws_db_instance', { port: 5432 }, { port: 5432, ...moved })).toEqual([]);
    expect(outside('github_repository', { etag: 'W/"a"' }, { etag: 'W/"b"' })).toEqual([]);
    expect(
      outside(
        'aws_secretsmanager_secret_version',
        { version_stages: ['AWSCURRENT'] },
        { version_stages: ['AWSPREVIOUS'] },
      ),
    ).toEqual([]);
  });

  const MERGES = { allow_merge_commit: false, allow_rebase_merge: false, allow_squash_merge: true };
  const HIDDEN = { allow_merge_commit: false, allow_rebase_merge: false, allow_squash_merge: false };

  test('does not include merge settings that an App which only reads cannot see', () => {
    const before = { ...MERGES, delete_branch_on_merge: true, description: 'a' };
    const after = { ...HIDDEN, delete_branch_on_merge: false, description: 'a' };
    expect(outside('github_repository', before, after)).toEqual([]);
    expect(outside('github_repository', before, { ...after, description: 'b' })).toEqual(['description']);
    // With one way to merge, the token sees the settings.
    const changed = { ...before, delete_branch_on_merge: false };
    expect(outside('github_repository', before, changed)).toEqual(['delete_branch_on_merge']);
  });

  test('does not plan to set merge settings that an App which only reads cannot see', () => {
    const [address, type] = ['github_repository.x', 'github_repository'];
    const planned = (before: object, after: object, state?: object) =>
      parsePlan(
        'shop',
        JSON.stringify({
          format_version: '1.2',
          resource_changes: [
            { address, type, change: { actions: ['update'], before, after, after_unknown: { etag: true } } },
          ],
          ...(state !== undefined && {
            resource_drift: [{ address, type, change: { actions: ['update'], before: state, after: before } }],
          }),
        }),
      ).changes.flatMap(({ attributes }) => attributes.map(({ path }) => path));
    const etag = { etag: 'W/"a"' };
    expect(planned({ ...HIDDEN, ...etag }, { ...MERGES, delete_branch_on_merge: true })).toEqual([]);
    expect(planned({ ...HIDDEN, ...etag }, { ...MERGES, has_wiki: true })).toContain('has_wiki');
    // The last apply left these settings, and the fleet changes one of them.
    const left = { ...MERGES, allow_auto_merge: false };
    expect(planned({ ...HIDDEN, ...etag, allow_auto_merge: false }, left, { ...left, ...etag })).toEqual([]);
    expect(
      planned({ ...HIDDEN, ...etag, allow_auto_merge: false }, { ...left, allow_auto_merge: true }, left),
    ).toContain('allow_auto_merge');
    expect(planned({ ...MERGES, ...etag, allow_auto_merge: false }, { ...MERGES, allow_auto_merge: true })).toContain(
      'allow_auto_merge',
    );
  });

  test('keeps what a person changed beside it', () => {
    const after = { latest_restorable_time: 'later', backup_retention_period: 1 };
    expect(outside('aws_db_instance', { backup_retention_period: 14 }, after)).toEqual(['backup_retention_period']);
    const striped = { allocated_storage: 400, max_allocated_storage: 500, iops: 12_000 };
    expect(outside('aws_db_instance', { ...striped, allocated_storage: 390, iops: 3000 }, striped)).toEqual([]);
    expect(
      outside('aws_db_instance', { ...striped, iops: 12_000 }, { ...striped, iops: 16_000, allocated_storage: 100 }),
    ).toEqual(['allocated_storage', 'iops']);
    expect(outside('aws_s3_bucket', { etag: 'a' }, { etag: 'b' })).toEqual(['etag']);
  });

  test.each([
    ['grew below its maximum', 20, 26, 100, []],
    ['is larger than its maximum', 20, 120, 100, ['allocated_storage']],
    ['grew without a maximum', 20, 26, 0, ['allocated_storage']],
    ['is smaller', 30, 20, 100, ['allocated_storage']],
  ])('of storage that %s', (_what, before, now, max_allocated_storage, expected) => {
    const size = (allocated_storage: number) => ({ allocated_storage, max_allocated_storage });
    expect(outside('aws_db_instance', size(before), size(now))).toEqual(expected);
  });
});
