import { type Edit, found, reviewOf } from '@goldenpath/testing/reviews';

const HTTP = { name: 'http', port: 8080 };
const GRPC = { name: 'grpc', port: 9999 };

const ports =
  (listed: readonly object[]): Edit =>
  ({ apps }) => {
    delete apps['user-service'].port;
    apps['user-service'].ports = listed;
  };

test('a port of a Service that goes away is a danger in production', () => {
  expect(found(reviewOf(ports([HTTP]), ports([HTTP, GRPC])), 'port-dropped')).toContain(
    'danger user-service/prod: user-service no longer answers in prod on 9999 (grpc). Callers that are not in the fleet would fail.',
  );
});

test('a Service that goes away is a danger in production', () => {
  const edit: Edit = (fleet) => {
    ports([])(fleet);
    for (const app of Object.values(fleet.apps) as { uses?: readonly string[] }[])
      if (app.uses?.includes('user-service') === true) app.uses = [];
  };
  expect(found(reviewOf(edit), 'port-dropped')).toContain(
    'danger user-service/prod: user-service no longer answers in prod under `user-service.apps.svc.cluster.local`. Callers that are not in the fleet would fail.',
  );
});

test.each<[string, Edit, Edit]>([
  ['a port is new', ports([HTTP, GRPC]), ports([HTTP])],
  ['a port changes its name', ports([HTTP, { ...GRPC, name: 'api' }]), ports([HTTP, GRPC])],
  ['the application leaves the fleet', ({ apps }) => delete apps['user-service'], ports([HTTP, GRPC])],
])('nothing is found where %s', (_, edit, before) => {
  expect(found(reviewOf(edit, before), 'port-dropped')).toEqual([]);
});
