import { type Edit, found, reviewOf } from '@goldenpath/testing/reviews';

const job =
  (fields: object = {}): Edit =>
  ({ apps }) => {
    apps['nightly'] = {
      kind: 'scheduled-job',
      name: 'nightly',
      description: 'Cleans up',
      owner: 'app-team',
      schedule: '0 2 * * *',
      image: 'curlimages/curl:8.10.1',
      environments: ['prod'],
      ...fields,
    };
  };

test('a job that is suspended in production is a danger', () => {
  expect(found(reviewOf(job({ suspend: true }), job()), 'job-stops')).toEqual([
    'danger nightly/prod: nightly is suspended in prod: it no longer runs at `0 2 * * *`.',
  ]);
});

const gone: Edit = ({ apps }) => delete apps['nightly'];

test('a job that leaves the fleet is a danger', () => {
  expect(found(reviewOf(gone, job()), 'job-stops')).toHaveLength(1);
});

test('a job whose runs can overlap is a warning', () => {
  expect(found(reviewOf(job({ concurrencyPolicy: 'Allow' }), job()), 'job-runs-at-once')).toEqual([
    'warning nightly/prod: nightly changes in prod: two runs of it can work at the same time.',
  ]);
});

test.each<[string, Edit, Edit]>([
  ['a job is new', job({ suspend: true, concurrencyPolicy: 'Allow' }), () => {}],
  ['a suspended job goes away', gone, job({ suspend: true })],
  ['its time changes', job({ schedule: '0 3 * * *' }), job()],
])('nothing is found where %s', (_, edit, before) => {
  const review = reviewOf(edit, before);
  expect([...found(review, 'job-stops'), ...found(review, 'job-runs-at-once')]).toEqual([]);
});
