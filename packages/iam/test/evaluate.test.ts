import { conditionsHold, evaluate, matchesWildcard, parsePolicy, type Policy, PolicyError } from '@goldenpath/iam';

const bucket = 'arn:aws:s3:::states';

function policy(...statements: Policy['Statement'][]): Policy[] {
  return statements.map((statement) => ({ Version: '2012-10-17', Statement: statement }));
}

describe('a wildcard', () => {
  test.each([
    ['*', '', true],
    ['a*c', 'abbbc', true],
    ['a*c', 'abbb', false],
    ['a?c', 'abc', true],
    ['a?c', 'ac', false],
    ['a*b*c', 'aXbYbZc', true],
    ['repo:a/b', 'repo:a/bc', false],
  ])('%s on "%s"', (pattern, text, expected) => {
    expect(matchesWildcard(pattern, text)).toBe(expected);
  });

  test('takes bounded time on a hostile pattern', () => {
    expect(matchesWildcard(`${'*a'.repeat(60)}b`, 'a'.repeat(4000))).toBe(false);
  });
});

describe('policies', () => {
  test('allow what a statement allows, and nothing else', () => {
    const policies = policy({ Effect: 'Allow', Action: 's3:Get*', Resource: `${bucket}/*` });
    expect(evaluate(policies, { action: 's3:GetObject', resource: `${bucket}/key` })).toBe('allowed');
    expect(evaluate(policies, { action: 'S3:getobject', resource: `${bucket}/key` })).toBe('allowed');
    expect(evaluate(policies, { action: 's3:PutObject', resource: `${bucket}/key` })).toBe('not-allowed');
    expect(evaluate(policies, { action: 's3:GetObject', resource: 'arn:aws:s3:::STATES/key' })).toBe('not-allowed');
  });

  test('deny overrides allow, across policies', () => {
    const policies = policy(
      { Effect: 'Allow', Action: '*', Resource: '*' },
      { Effect: 'Deny', Action: ['secretsmanager:GetSecretValue'], Resource: '*' },
    );
    expect(evaluate(policies, { action: 'secretsmanager:GetSecretValue', resource: 'x' })).toBe('denied');
    expect(evaluate(policies, { action: 'secretsmanager:DescribeSecret', resource: 'x' })).toBe('allowed');
  });

  test('NotAction and NotResource exclude', () => {
    const policies = policy({ Effect: 'Allow', NotAction: 'iam:*', NotResource: `${bucket}/secret/*` });
    expect(evaluate(policies, { action: 'iam:GetRole', resource: 'x' })).toBe('not-allowed');
    expect(evaluate(policies, { action: 's3:GetObject', resource: `${bucket}/secret/a` })).toBe('not-allowed');
    expect(evaluate(policies, { action: 's3:GetObject', resource: `${bucket}/a` })).toBe('allowed');
  });

  test('conditions restrict', () => {
    const policies = policy({
      Effect: 'Allow',
      Action: 'iam:PassRole',
      Resource: '*',
      Condition: { StringEquals: { 'iam:PassedToService': 'monitoring.rds.amazonaws.com' } },
    });
    const call = { action: 'iam:PassRole', resource: 'arn:aws:iam::1:role/a' };
    expect(evaluate(policies, call)).toBe('not-allowed');
    const context = { 'iam:passedtoservice': 'monitoring.rds.amazonaws.com' };
    expect(evaluate(policies, { ...call, context })).toBe('allowed');
  });
});

describe('conditions', () => {
  test.each([
    ['StringEquals', { a: 'x' }, { a: 'x' }, true],
    ['StringEquals', { a: ['y', 'x'] }, { a: 'x' }, true],
    ['StringEquals', { a: 'x*' }, { a: 'xy' }, false],
    ['StringEquals', { a: 'x' }, {}, false],
    ['StringEqualsIfExists', { a: 'x' }, {}, true],
    ['StringEqualsIfExists', { a: 'x' }, { a: 'y' }, false],
    ['StringNotEquals', { a: 'x' }, { a: 'y' }, true],
    ['StringNotEquals', { a: 'x' }, {}, true],
    ['StringNotEquals', { a: ['x', 'y'] }, { a: 'y' }, false],
    ['StringEqualsIgnoreCase', { a: 'X' }, { a: 'x' }, true],
    ['StringLike', { a: 'repo:o/*' }, { a: 'repo:o/r:ref' }, true],
    ['StringNotLike', { a: 'repo:o/*' }, { a: 'repo:p/r' }, true],
    ['ForAnyValue:StringEquals', { a: 'x' }, { a: ['y', 'x'] }, true],
    ['ForAnyValue:StringEquals', { a: 'x' }, {}, false],
    ['ForAnyValue:StringLike', { a: 'x*' }, { a: ['y', 'z'] }, false],
    ['ForAllValues:StringEquals', { a: ['x', 'y'] }, { a: ['x'] }, true],
    ['ForAllValues:StringEquals', { a: ['x'] }, { a: ['x', 'y'] }, false],
    ['ForAllValues:StringEquals', { a: ['x'] }, {}, true],
    ['Null', { a: 'true' }, {}, true],
    ['Null', { a: 'false' }, {}, false],
    ['Null', { a: false }, { a: 'x' }, true],
    ['Bool', { 'aws:SecureTransport': false }, { 'aws:SecureTransport': 'false' }, true],
    ['ArnLike', { a: 'arn:aws:iam::1:role/*' }, { a: 'arn:aws:iam::1:role/x' }, true],
    ['NumericLessThan', { a: 5 }, { a: '4' }, true],
  ] as const)('%s %j in %j', (operator, condition, context, expected) => {
    expect(conditionsHold({ [operator]: condition }, context)).toBe(expected);
  });

  test('an unknown operator is an error, and never a match', () => {
    expect(() => conditionsHold({ StringSounds: { a: 'x' } }, { a: 'x' })).toThrow(PolicyError);
  });
});

describe('a text that is not a policy', () => {
  test.each([
    ['{', 'not JSON'],
    ['[]', 'not a JSON object'],
    ['{"Statement":[{"Effect":"Permit","Action":"*"}]}', '`Allow` or `Deny`'],
    ['{"Statement":[{"Effect":"Allow"}]}', '`Action` or `NotAction`'],
    ['{"Statement":[{"Effect":"Allow","Action":"*","Ressource":"*"}]}', '`Ressource`'],
    ['{"Version":"2020-01-01","Statement":[]}', '2020-01-01'],
  ])('%s', (text, message) => {
    expect(() => parsePolicy(text)).toThrow(message);
  });
});
