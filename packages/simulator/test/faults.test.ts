import { ConnectionCut } from '../src/server/grpc-server';
import type { Fault } from '@goldenpath/simulator';
import { Cloud } from './support/cloud';

const TYPE = 'aws_ecr_repository';

function cloudWith(...faults: Fault[]): Cloud {
  return new Cloud('aws', [TYPE, 'aws_iam_role'], { faults });
}

test.each<[Fault['kind'], string]>([
  ['name-taken', 'the name is taken'],
  ['quota', 'LimitExceeded'],
  ['fail', 'InternalFailure'],
])('Terraform gets the error %s, and nothing is created', (kind, words) => {
  const cloud = cloudWith({ kind, type: TYPE });
  expect(cloud.apply(TYPE, { name: 'a' })).toMatchObject({ state: null, problems: [expect.stringContaining(words)] });
  expect(cloud.account.types()).toEqual([]);
  cloud.make(TYPE, { name: 'a' });
});

test('a fault occurs at the n-th matching operation, as often as configured', () => {
  const cloud = cloudWith({ kind: 'fail', type: TYPE, operations: ['create'], nth: 2, times: 2 });
  cloud.make('aws_iam_role', { name: 'r', assume_role_policy: '{}' });
  const failed = ['a', 'b', 'c', 'd'].map((name) => cloud.apply(TYPE, { name }).problems.length > 0);
  expect(failed).toEqual([false, true, true, false]);
});

test('a resource whose creation fails after it took effect exists, and is in the state', () => {
  const cloud = cloudWith({ kind: 'fail', when: 'after' });
  const { state, problems } = cloud.apply(TYPE, { name: 'a' });
  expect(problems).toHaveLength(1);
  expect(state).toMatchObject({ name: 'a' });
  expect(cloud.account.all(TYPE)).toHaveLength(1);
});

test.each([
  ['before', 0],
  ['after', 1],
] as const)('dying %s it took effect leaves %d of it', (when, left) => {
  let deaths = 0;
  const cloud = cloudWith({ kind: 'die', when, onDeath: () => (deaths += 1) });
  expect(() => cloud.apply(TYPE, { name: 'a' })).toThrow(ConnectionCut);
  expect(cloud.account.all(TYPE)).toHaveLength(left);
  expect(deaths).toBe(1);
});

test('a throttled provider retries, and gives up in the end', () => {
  cloudWith({ kind: 'throttle', times: 10 }).make(TYPE, { name: 'a' });
  expect(cloudWith({ kind: 'throttle', times: 11 }).apply(TYPE, { name: 'a' }).problems[0]).toContain('Rate exceeded');
});

test('a provider waits for the resource that it created, and an earlier read does not find it', () => {
  const patient = cloudWith({ kind: 'invisible', times: 10 });
  const seen = patient.make(TYPE, { name: 'a' });
  expect(patient.read(TYPE, seen)).toEqual(seen);
  const slow = cloudWith({ kind: 'invisible', times: 12 });
  const state = slow.make(TYPE, { name: 'a' });
  expect([1, 2, 3].map(() => slow.read(TYPE, state) !== null)).toEqual([false, false, true]);
});
