import type { Quota } from '@goldenpath/extension';
import { sumOfQuotas } from '../src/quotas';

const QUOTA: Quota = { pods: 10, cpu: 4, memory: '8Gi', volumes: 2, storage: '100Gi' };

test('a namespace of several teams has the sum of their quotas', () => {
  expect(sumOfQuotas([QUOTA, { ...QUOTA, pods: 5 }])).toEqual({
    pods: 15,
    cpu: 8,
    memory: '16Gi',
    volumes: 4,
    storage: '200Gi',
  });
});

test('Mi and Gi are added to what is exact', () => {
  expect(sumOfQuotas([QUOTA, { ...QUOTA, memory: '512Mi' }]).memory).toBe('8704Mi');
  expect(
    sumOfQuotas([
      { ...QUOTA, memory: '1536Mi' },
      { ...QUOTA, memory: '512Mi' },
    ]).memory,
  ).toBe('2Gi');
});
