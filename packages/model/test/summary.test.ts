import { type AppInEnvironment, createRegistry, defineKind, definePart } from '@goldenpath/extension';
import { summaryOf } from '@goldenpath/model';

const pods = definePart<unknown, { replicas: number }>({
  name: 'pods',
  description: 'Pods.',
  isCallable: true,
  summary: ({ replicas }) => [{ key: 'pods', text: `${replicas} pods` }],
});
const scaling = definePart<unknown, object>({
  name: 'scaling',
  description: 'Scaling.',
  summary: () => [{ key: 'pods', text: 'many pods' }],
});
const queue = definePart<unknown, { url: string }>({
  name: 'queue',
  description: 'A queue.',
  summary: ({ url }, { environment }) => [
    { key: 'queue', text: `${url} in ${environment}` },
    { key: 'note', text: 'first in, first out' },
  ],
});
const registry = createRegistry([
  {
    parts: [pods, scaling, queue],
    kinds: [defineKind({ name: 'worker', description: 'A worker.', parts: ['pods', 'scaling', 'queue'] })],
  },
]);
const summary = (parts: object) =>
  summaryOf({ environment: 'prod', ...parts } as unknown as AppInEnvironment, 'worker', registry);

test('the summary contains the lines of the parts in order, and of two equal ones the first', () => {
  expect(summary({ queue: { url: 'sqs' }, scaling: {}, pods: { replicas: 2 } })).toEqual({
    pods: '2 pods',
    notes: [
      { key: 'queue', text: 'sqs in prod' },
      { key: 'note', text: 'first in, first out' },
    ],
    isCallable: true,
  });
});

test('a part that the application does not have in an environment says nothing of it', () => {
  expect(summary({})).toEqual({ notes: [], isCallable: false });
});
