import { type Edit, found, reviewOf } from '@goldenpath/testing/reviews';

const inProd =
  (name: string, prod: object): Edit =>
  ({ apps }) => {
    apps[name].overrides = { ...apps[name].overrides, prod: { ...apps[name].overrides?.prod, ...prod } };
  };
const AUTOSCALING = { autoscaling: { maxReplicas: 12 } };

describe('K2: autoscaling of a running application', () => {
  test('is a danger in production, because applying it drops the pods to one', () => {
    const review = reviewOf(inProd('user-service', AUTOSCALING));
    expect(found(review, 'autoscaling-switched-on')).toEqual([
      'danger user-service/prod: Autoscaling takes over the pods of user-service in prod: applied as it is, the change drops 4 pods to 1 until the autoscaler acts.',
    ]);
    expect(review.verdict.blocked).toBe(true);
  });

  test('names the command that prevents it', () => {
    const finding = reviewOf(inProd('user-service', AUTOSCALING)).findings.find(
      ({ rule }) => rule === 'autoscaling-switched-on',
    );
    expect(finding?.remedy).toContain(
      'First run `kubectl -n apps apply edit-last-applied deployment/user-service`, and remove `spec.replicas`. Or let Argo CD ignore `/spec/replicas`, with the sync option `RespectIgnoreDifferences=true`.',
    );
  });

  test('is a warning in other environments', () => {
    const review = reviewOf(({ apps }) => (apps['user-service'].overrides.test = AUTOSCALING));
    expect(found(review, 'autoscaling-switched-on').map((text) => text.split(':')[0])).toEqual([
      'warning user-service/test',
    ]);
  });

  test.each<[string, Edit, Edit]>([
    ['one pod stays one pod', inProd('user-service', AUTOSCALING), inProd('user-service', { replicas: 1 })],
    [
      'it was on before',
      inProd('user-service', { autoscaling: { maxReplicas: 20 } }),
      inProd('user-service', AUTOSCALING),
    ],
    [
      'the application is new',
      ({ apps }) => (apps['shop'] = { ...apps['user-service'], name: 'shop', ...AUTOSCALING }),
      () => {},
    ],
  ])('is nothing where %s', (_, edit, before) => {
    expect(found(reviewOf(edit, before), 'autoscaling-switched-on')).toEqual([]);
  });
});
