import { type Edit, found, reviewOf } from '@goldenpath/testing/reviews';

const QUEUE = { maxReplicas: 12, queue: { name: 'jobs' } };

/** The application `user-service` on a platform with KEDA. */
const written =
  (fields: object, more: Edit = () => {}): Edit =>
  (draft) => {
    draft.platform.kubernetes = { ...draft.platform.kubernetes, keda: true };
    draft.apps['user-service'] = { ...draft.apps['user-service'], queues: { jobs: {} }, ...fields };
    more(draft);
  };

const byQueue = written({ autoscaling: QUEUE });

test('a queue that no longer scales is a warning in production, where the ScaledObject stays', () => {
  const review = reviewOf(written({ autoscaling: { maxReplicas: 12 } }), byQueue);
  expect(found(review, 'queue-scaling-off')).toEqual([
    'warning user-service/prod: KEDA scales the pods of user-service in prod until the ScaledObject `user-service` is removed, and the spec no longer has a queue for it.',
  ]);
  const finding = review.findings.find(({ rule }) => rule === 'queue-scaling-off');
  expect(finding?.remedy).toContain('argocd app sync user-service-prod --prune');
});

test('so is one of a process', () => {
  const process = (autoscaling: object) => written({ processes: { worker: { autoscaling } } });
  const review = reviewOf(process({ maxReplicas: 3 }), process({ ...QUEUE, maxReplicas: 3 }));
  expect(found(review, 'queue-scaling-off')).toEqual([
    expect.stringContaining('the ScaledObject `user-service-worker` is removed'),
  ]);
});

test.each<[string, Edit, Edit]>([
  ['the queue still scales', written({ autoscaling: { ...QUEUE, maxReplicas: 20 } }), byQueue],
  ['it did not scale before', written({ autoscaling: { maxReplicas: 20 } }), written({})],
  ['the application goes', written({}, ({ apps }) => void delete apps['user-service']), byQueue],
])('is nothing where %s', (_, edit, before) => {
  expect(found(reviewOf(edit, before), 'queue-scaling-off')).toEqual([]);
});

test('the queue is a reason of the change', () => {
  const review = reviewOf(written({ autoscaling: { ...QUEUE, queue: { name: 'jobs', targetLength: 50 } } }), byQueue);
  expect(JSON.stringify(review)).toContain('autoscaling.queue');
});
