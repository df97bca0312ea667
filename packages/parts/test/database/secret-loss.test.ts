import { found, reviewOf, reviewOfStack } from '@goldenpath/testing/reviews';

describe('secret-loss', () => {
  test('an application leaves an environment', () => {
    const review = reviewOf(({ apps }) => (apps['reporting-db'].environments = ['dev']));
    expect(found(review, 'secret-loss')).toEqual([
      'danger reporting-db/prod: reporting-db no longer runs in prod: the secret goldenpath/prod/reporting/postgres is deleted, and with it the password.',
    ]);
  });

  test('another name of the database', () => {
    const review = reviewOf(({ apps }) => (apps['reporting-db'].database.name = 'figures'));
    expect(found(review, 'secret-loss')[0]).toBe(
      'danger reporting-db/dev: The database of reporting-db in dev has another name: the secret goldenpath/dev/reporting/postgres is deleted, and with it the password.',
    );
  });

  test('a loss that only the stacks show', () => {
    const review = reviewOfStack('app-reporting-db-prod', (stack) => {
      stack.resource.aws_secretsmanager_secret.secret.name = 'elsewhere';
    });
    expect(found(review, 'secret-loss')).toEqual([
      'danger reporting-db/prod: The secret aws_secretsmanager_secret.secret of reporting-db in prod does not survive: Terraform replaces it, because name changes.',
    ]);
  });

  test('another application gets a secret of the same name', () => {
    const review = reviewOf(({ apps }) => {
      apps['figures-db'] = { ...apps['reporting-db'], name: 'figures-db' };
      delete apps['reporting-db'];
    });
    expect(found(review, 'secret-loss')[1]).toBe(
      'danger reporting-db/prod: reporting-db leaves the fleet, and figures-db gets a secret of the same name: goldenpath/prod/reporting/postgres is deleted, and Secrets Manager accepts no new secret of that name until the recovery window ends.',
    );
  });

  test('a dedicated instance keeps its secret', () => {
    const review = reviewOf(({ apps }) => (apps['orders-api'].overrides.prod.database.instance = 'shared'));
    expect(found(review, 'secret-loss')).toEqual([]);
  });
});
