import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StackContent } from '@goldenpath/review';
import { builtInRegistry } from '@goldenpath/parts';
import { replacementsOf } from '../../src/stacks/replacements';
import { resourceChanges } from '../../src/stacks/resource-changes';
import { ROOT } from '@goldenpath/testing/fleet';

const REPLACEMENTS = replacementsOf(builtInRegistry);

type Resources = Readonly<Record<string, Readonly<Record<string, object>>>>;

const stack = (resource: Resources, more: object = {}): StackContent =>
  ({ resource, ...more }) as unknown as StackContent;
const told = (base: StackContent | undefined, head: StackContent | undefined) =>
  resourceChanges({ base, head }, REPLACEMENTS).map(({ address, action, attributes, replacedBecause, reason }) =>
    [address, action, attributes.map(({ path }) => path).join(), replacedBecause.join(), reason]
      .filter(Boolean)
      .join(' '),
  );

const instance = (attributes: object) => ({ aws_db_instance: { it: { engine: 'postgres', ...attributes } } });

test.each([
  ['a stack that is new', undefined, stack(instance({})), ['aws_db_instance.it create']],
  ['a stack that is gone', stack(instance({})), undefined, ['aws_db_instance.it destroy']],
  [
    'a change in place',
    stack(instance({ tags: { a: '1' } })),
    stack(instance({ tags: { a: '2' } })),
    ['aws_db_instance.it update tags.a'],
  ],
  [
    'a change that replaces',
    stack(instance({ username: 'a' })),
    stack(instance({ username: 'b', port: 1 })),
    ['aws_db_instance.it replace username,port username'],
  ],
  [
    'what Terraform keeps to itself',
    stack(instance({ lifecycle: { prevent_destroy: true }, '//': 1, depends_on: ['a.b'] })),
    stack(instance({ '//': 2 })),
    [],
  ],
  [
    'another type of the same name',
    stack({ a: { x: { v: 1 } } }),
    stack({ b: { x: { v: 1 } } }),
    ['a.x destroy', 'b.x create'],
  ],
] as const)('%s', (_, base, head, expected) => {
  expect(told(base, head)).toEqual(expected);
});

test('a provider that is elsewhere takes nothing with it', () => {
  const provider = (region: string) => ({ provider: { aws: [{ region }], github: [{ owner: 'a' }] } });
  const resources = { aws_iam_role: { it: { name: 'x' } }, github_repository: { it: { name: 'x' } } };
  expect(told(stack(resources, provider('eu-west-1')), stack(resources, provider('eu-west-2')))).toEqual([
    'aws_iam_role.it replace provider.aws.region',
  ]);
});

test('a resource that is replaced because of another one', () => {
  const resources = (input: string): Resources => ({
    terraform_data: { connection: { input } },
    aws_secretsmanager_secret_version: {
      it: { secret_id: 'x', lifecycle: { replace_triggered_by: ['terraform_data.connection'] } },
    },
  });
  expect(told(stack(resources('a')), stack(resources('b')))).toEqual([
    'aws_secretsmanager_secret_version.it replace replace_by_triggers',
    'terraform_data.connection update input',
  ]);
});

test('attributes are listed with their values', () => {
  const [change] = resourceChanges(
    { base: stack(instance({ port: 1 })), head: stack(instance({ port: 2 })) },
    REPLACEMENTS,
  );
  expect(change).toEqual({
    address: 'aws_db_instance.it',
    type: 'aws_db_instance',
    action: 'update',
    attributes: [{ path: 'port', before: 1, after: 2, sensitive: false, unknown: false }],
    replacedBecause: [],
  });
});

/** The simulator's facts are taken from the providers' sources. `region` is the provider's. */
test.each([...REPLACEMENTS.keys()].filter((type) => type !== 'terraform_data'))(
  'what replaces a %s is what its provider says',
  (type) => {
    const file = join(ROOT, 'packages/simulator/facts', type.split('_')[0] ?? '', `${type}.json`);
    const { attributes, blocks = {} } = JSON.parse(readFileSync(file, 'utf8')) as Record<
      'attributes' | 'blocks',
      Record<string, { replaces?: unknown }>
    >;
    const said = Object.entries({ ...attributes, ...blocks }).flatMap(([name, { replaces }]) =>
      replaces === true && name !== 'region' ? [name] : [],
    );
    const table = REPLACEMENTS.get(type);
    expect(said.filter((name) => table?.has(name) !== true)).toEqual([]);
  },
);
