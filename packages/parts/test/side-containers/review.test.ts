import { type Edit, found, reviewOf } from '@goldenpath/testing/reviews';

const PROXY = { image: 'quay.io/oauth2-proxy/oauth2-proxy:v7.6.0' };

/** The example fleet with sidecars of one application. */
const withSidecar =
  (fields: object): Edit =>
  ({ apps }) => {
    Object.assign(apps['user-service'] ?? {}, { sidecars: { proxy: { ...PROXY, ...fields } } });
  };
const nothing: Edit = () => undefined;
const without: Edit = ({ apps }) => delete apps['user-service'].sidecars;
const inProd = (head: Edit, base: Edit, rule: string) =>
  found(reviewOf(head, base), rule).filter((text) => text.includes('/prod'));

describe('an image of others in the pods', () => {
  test('is a danger in production when it is new', () => {
    expect(inProd(withSidecar({}), nothing, 'foreign-container')).toEqual([
      'danger user-service/prod: user-service has the new sidecar proxy with the image quay.io/oauth2-proxy/oauth2-proxy:v7.6.0, which sees no variables of the application in prod.',
    ]);
  });

  test('from another place is a danger, and another version of it is not', () => {
    const elsewhere = withSidecar({ image: 'example.org/oauth2-proxy:v7.6.0' });
    expect(inProd(elsewhere, withSidecar({}), 'foreign-container')).toEqual([
      expect.stringMatching(/^danger .*instead of quay\.io/),
    ]);
    const newer = withSidecar({ image: 'quay.io/oauth2-proxy/oauth2-proxy:v7.7.0' });
    expect(inProd(newer, withSidecar({}), 'foreign-container')).toEqual([expect.stringMatching(/^info .*v7\.7\.0/)]);
  });

  test('that now sees the secrets is a danger', () => {
    expect(inProd(withSidecar({ inherit: 'all' }), withSidecar({}), 'foreign-container')).toEqual([
      expect.stringMatching(/^danger .*it now sees its secrets/),
    ]);
  });

  test('that stays as it is, is not reported', () => {
    expect(inProd(withSidecar({ args: ['--verbose'] }), withSidecar({}), 'foreign-container')).toEqual([]);
  });

  test('with a mutable tag is reported as that of an application', () => {
    const moving = withSidecar({ image: 'quay.io/oauth2-proxy/oauth2-proxy:stable' });
    expect(inProd(moving, withSidecar({}), 'mutable-tag')).toEqual([expect.stringContaining(':stable')]);
  });
});

test('a sidecar that goes away, from all pods or from some, is a danger in production', () => {
  expect(inProd(without, withSidecar({}), 'container-dropped')).toEqual([
    'danger user-service/prod: user-service no longer has the sidecar proxy in prod.',
  ]);
  expect(inProd(withSidecar({}), withSidecar({}), 'container-dropped')).toEqual([]);
});

test('sidecars of many pods count for large requests', () => {
  const large = withSidecar({
    resources: { requests: { cpu: '20', memory: '1Gi' }, limits: { cpu: '20', memory: '1Gi' } },
  });
  expect(inProd(large, withSidecar({}), 'large-instance')).toEqual([expect.stringContaining('for its sidecars')]);
});
