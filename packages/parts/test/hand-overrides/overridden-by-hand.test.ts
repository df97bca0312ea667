import { PLANTED } from '@goldenpath/testing/planted-secrets';
import { type Edit, found, reviewOf } from '@goldenpath/testing/reviews';

const APP = 'orders-api';
const secret = (args: object) => ({ resource: { aws_secretsmanager_secret: { secret: args } } });
const wiki = { resource: { github_repository: { repository: { has_wiki: true } } } };

const withFiles =
  (data: object): Edit =>
  ({ apps }) => {
    apps[APP].data = data;
  };
const findings = (edit: Edit, before?: Edit) => found(reviewOf(edit, before), 'overridden-by-hand');

test('an override that is added is reported in each stack that it changes, with its arguments', () => {
  const args = { description: 'x', tags: { a: 'b' }, recovery_window_in_days: 30 };
  const file = 'patches/terraform/prod/secret.yaml';
  expect(findings(withFiles({ [file]: secret(args) }))).toEqual([
    `info ${APP}/prod: The override "${file}" is written by hand: it sets \`aws_secretsmanager_secret.secret.description\`, \`aws_secretsmanager_secret.secret.tags\`, \`aws_secretsmanager_secret.secret.recovery_window_in_days\`.`,
  ]);
  expect(findings(withFiles({ 'patches/terraform/secret.yaml': secret(args) })).length).toBeGreaterThan(1);
});

test('an override of the stack without an environment is reported once', () => {
  expect(findings(withFiles({ 'patches/terraform/once/wiki.yaml': wiki }))).toEqual([
    `info ${APP}/–: The override "patches/terraform/once/wiki.yaml" is written by hand: it sets \`github_repository.repository.has_wiki\`.`,
  ]);
});

test('an override that is removed is reported with what it set', () => {
  const before = withFiles({ 'patches/terraform/once/wiki.yaml': wiki });
  expect(findings(withFiles({}), before)).toEqual([
    `info ${APP}/–: The override "patches/terraform/once/wiki.yaml", which was written by hand, is removed: it set \`github_repository.repository.has_wiki\`.`,
  ]);
});

test('an override that stays, and one of a resource that no stack has, are not reported', () => {
  const before = withFiles({ 'patches/terraform/once/wiki.yaml': wiki });
  expect(findings(({ apps }) => (apps[APP].description = 'Another text'), before)).toEqual([]);
  const none = { resource: { aws_sqs_queue: { none: { delay_seconds: 1 } } } };
  expect(findings(withFiles({ 'patches/terraform/none.yaml': none }))).toEqual([]);
});

test('the file is the reason why the application is affected', () => {
  const once = 'patches/terraform/once/wiki.yaml';
  const inProd = 'patches/terraform/prod/secret.yaml';
  const reasons = (edit: Edit, before?: Edit) => {
    const { affected } = reviewOf(edit, before);
    return affected.map(({ environment, reasons: each }) => `${environment ?? '–'}: ${each.join(' | ')}`);
  };
  const [first, second] = [{ [inProd]: secret({ description: 'a' }) }, { [inProd]: secret({ description: 'b' }) }];
  expect(reasons(withFiles({ [once]: wiki, ...first }))).toEqual([`–: ${once} is added`, `prod: ${inProd} is added`]);
  expect(reasons(withFiles(second), withFiles(first))).toEqual([`prod: ${inProd} changed`]);
  expect(reasons(withFiles({}), withFiles({ [once]: wiki }))).toEqual([`–: ${once} is removed`]);
});

test.each(['once', 'prod'])('a secret in an override in %s is shown nowhere in the review', (folder) => {
  const [key = ''] = [PLANTED['AWSKEY']];
  const resource =
    folder === 'once'
      ? { github_repository: { repository: { description: key } } }
      : secret({ description: key }).resource;
  const review = reviewOf(withFiles({ [`patches/terraform/${folder}/a.yaml`]: { resource } }));
  expect(JSON.stringify(review)).toContain('patches/terraform/');
  expect(JSON.stringify(review)).not.toContain(key);
});

test('only the stacks of the environment of an override differ', () => {
  const { affected } = reviewOf(withFiles({ 'patches/terraform/prod/secret.yaml': secret({ description: 'x' }) }));
  expect(affected.map(({ app, environment }) => `${app}/${environment}`)).toEqual([`${APP}/prod`]);
});
