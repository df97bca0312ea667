import { type Edit, found, reviewOf } from '@goldenpath/testing/reviews';

const FILE = 'patches/prod/grace.yaml';
const patched: Edit = ({ apps }) => {
  apps['orders-api'].data = {
    [FILE]: {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'orders-api' },
      spec: { template: { spec: { terminationGracePeriodSeconds: 120 } } },
    },
  };
};

test('a patch is reported with its fields, and its file is the reason why the application is affected', () => {
  const review = reviewOf(patched);
  expect(found(review, 'patched-by-hand')).toEqual([
    `info orders-api/prod: The patch "${FILE}" of Deployment/orders-api is written by hand: it changes \`spec.template.spec.terminationGracePeriodSeconds\`.`,
  ]);
  expect(review.affected.map(({ environment, reasons }) => [environment, reasons])).toEqual([
    ['prod', [`${FILE} is added`]],
  ]);
});
