import { gainedGrants, gainText, isBoundless } from '../../src/policies/gains';
import { grantsOf } from '../../src/policies/grants';
import { covers } from '../../src/policies/wildcards';

const READ = { Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::logs/*' };
const TRUST = {
  Effect: 'Allow',
  Action: 'sts:AssumeRoleWithWebIdentity',
  Principal: { Federated: 'arn:aws:iam::1:oidc-provider/x' },
  Condition: { StringEquals: { 'x:aud': 'sts', 'x:sub': ['repo:a/b:ref:refs/heads/main'] } },
};
const trusting = (subjects: readonly string[]) => ({
  ...TRUST,
  Condition: { StringEquals: { 'x:aud': 'sts', 'x:sub': subjects } },
});

const cases: readonly [string, readonly object[], readonly object[], readonly string[]][] = [
  ['the same in another order of statements', [READ, TRUST], [TRUST, READ], []],
  [
    'one action more',
    [READ],
    [{ ...READ, Action: ['s3:GetObject', 's3:PutObject'] }],
    ['s3:PutObject on arn:aws:s3:::logs/*'],
  ],
  ['one action less', [{ ...READ, Action: ['s3:GetObject', 's3:PutObject'] }], [READ], []],
  ['a wildcard in the place of an action', [READ], [{ ...READ, Action: 's3:*' }], ['s3:* on arn:aws:s3:::logs/*']],
  ['an action that a wildcard allowed already', [{ ...READ, Action: 's3:*' }], [READ], []],
  ['the same action in other letters', [READ], [{ ...READ, Action: 'S3:getobject' }], []],
  ['all resources', [READ], [{ ...READ, Resource: '*' }], ['s3:GetObject on *']],
  ['a part of the resources', [READ], [{ ...READ, Resource: 'arn:aws:s3:::logs/2026/*' }], []],
  ['another principal', [TRUST], [{ ...TRUST, Principal: { AWS: '*' } }], ['sts:AssumeRoleWithWebIdentity by *']],
  [
    'one subject more',
    [TRUST],
    [trusting(['repo:a/b:ref:refs/heads/main', 'repo:a/b:environment:prod'])],
    ['sts:AssumeRoleWithWebIdentity also for repo:a/b:environment:prod'],
  ],
  ['one subject less', [trusting(['repo:a/b:x', 'repo:a/b:y'])], [trusting(['repo:a/b:x'])], []],
  [
    'a condition that is gone',
    [TRUST],
    [{ ...TRUST, Condition: { StringEquals: { 'x:aud': 'sts' } } }],
    ['sts:AssumeRoleWithWebIdentity without its condition on x:sub'],
  ],
  [
    'one condition more',
    [TRUST],
    [{ ...TRUST, Condition: { ...TRUST.Condition, Bool: { 'aws:SecureTransport': 'true' } } }],
    [],
  ],
  [
    'a pattern in the place of a subject',
    [TRUST],
    [{ ...TRUST, Condition: { StringLike: TRUST.Condition.StringEquals } }],
    ['sts:AssumeRoleWithWebIdentity without its condition on x:aud and without its condition on x:sub'],
  ],
  [
    'a denial that is lifted',
    [READ, { ...READ, Effect: 'Deny', Action: 's3:*' }],
    [READ],
    ['s3:* on arn:aws:s3:::logs/* is no longer denied'],
  ],
  [
    'a denial that is narrower',
    [{ ...READ, Effect: 'Deny', Action: 's3:*' }],
    [{ ...READ, Effect: 'Deny' }],
    ['s3:* on arn:aws:s3:::logs/* is no longer denied'],
  ],
  ['a denial that is new', [READ], [READ, { ...READ, Effect: 'Deny' }], []],
  ['all but some actions', [READ], [{ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }], ['not iam:* on *']],
  [
    'fewer exceptions to what must not be',
    [{ ...READ, Condition: { StringNotEquals: { k: ['a', 'b'] } } }],
    [{ ...READ, Condition: { StringNotEquals: { k: ['a'] } } }],
    ['s3:GetObject without its condition on k'],
  ],
];

test.each(cases)('%s', (_, before, after, expected) => {
  const [was, is] = [before, after].map(
    (Statement) => grantsOf(JSON.stringify({ Version: '2012-10-17', Statement })) ?? [],
  );
  expect(gainedGrants(was ?? [], is ?? []).map((grant) => gainText(grant, was ?? []))).toEqual(expected);
});

test('one statement outside a list', () => {
  expect(grantsOf(JSON.stringify({ Statement: READ }))).toHaveLength(1);
});

test.each(['${data.aws_iam_policy_document.x.json}', '[]', '{}', 7, null])(
  '%p is no policy that can be read',
  (policy) => {
    expect(grantsOf(policy)).toBeUndefined();
  },
);

test.each([
  [{ ...READ, Action: '*' }, true],
  [{ ...READ, Action: 'iam:*' }, true],
  [{ ...TRUST, Principal: '*' }, true],
  [READ, false],
  [TRUST, false],
])('%j lets everybody in or everything be done: %p', (statement, expected) => {
  expect(grantsOf(JSON.stringify({ Statement: [statement] }))?.some(isBoundless)).toBe(expected);
});

describe('wildcards', () => {
  test.each([
    ['*', 'anything', true],
    ['a*c', 'abbbc', true],
    ['a*c', 'abbbd', false],
    ['a?c', 'abc', true],
    ['a?c', 'ac', false],
    ['a?', 'a*', false],
    ['a*', 'a*', true],
    ['abc', 'abc*', false],
    ['*b*', 'aXbXc', true],
    ['', '', true],
    ['', 'a', false],
  ])('%s covers %s: %p', (pattern, text, expected) => {
    expect(covers(pattern, text)).toBe(expected);
  });

  test('a hostile pattern takes no time', () => {
    expect(covers(`${'*a'.repeat(2000)}b`, 'a'.repeat(4000))).toBe(false);
  });
});
