import { type Edit, reviewOf } from '@goldenpath/testing/reviews';

const REASON = 'It is in the archive of the warehouse.';

/** What is told of each finding of a rule: where, and why it is accepted. */
function accepted(edit: Edit, rule: string, before: Edit = () => {}) {
  const review = reviewOf(edit, before);
  return {
    blocked: review.verdict.blocked,
    summary: review.verdict.summary,
    findings: review.findings
      .filter((finding) => finding.rule === rule)
      .map(({ environment, overridden }) => `${environment ?? '–'} ${overridden ?? 'stands'}`),
  };
}

const leaves: Edit = ({ apps }) => (apps['reporting-db'].environments = ['dev']);
const accepting =
  (edit: Edit, accept: object[]): Edit =>
  (draft) => {
    edit(draft);
    draft.apps['reporting-db'].accept = accept;
  };

test('by the spec', () => {
  const edit = accepting(
    leaves,
    ['database-loss', 'secret-loss', 'short-retention'].map((rule) => ({ rule, reason: REASON })),
  );
  const found = accepted(edit, 'database-loss');
  expect(found.findings).toEqual([`prod ${REASON}`]);
  // The shared instance is the platform's own: an application cannot answer for it.
  expect(found.blocked).toBe(true);
  expect(accepted(edit, 'short-retention').findings).toEqual(['prod stands']);
});

test('by the platform, for its own findings, after which nothing blocks', () => {
  const edit = accepting(
    leaves,
    ['database-loss', 'secret-loss'].map((rule) => ({ rule, reason: REASON, environments: ['prod'] })),
  );
  const found = accepted((draft) => {
    edit(draft);
    draft.platform.accept = [{ rule: 'short-retention', reason: REASON }];
  }, 'short-retention');
  expect(found).toEqual({
    blocked: false,
    summary:
      'Loses 1 database and 1 secret in prod; changes reporting-db and the shared instance in prod: 2 dangers accepted.',
    findings: [`prod ${REASON}`],
  });
});

test('in another environment alone', () => {
  const edit = accepting(leaves, [{ rule: 'database-loss', reason: REASON, environments: ['dev'] }]);
  expect(accepted(edit, 'database-loss').findings).toEqual(['prod stands']);
});

test('with environments, findings without an environment still block', () => {
  const edit: Edit = ({ apps }) => {
    apps['user-service'].risk = 'low';
    apps['user-service'].accept = [{ rule: 'registry-loss', reason: REASON, environments: ['prod'] }];
  };
  expect(accepted(edit, 'registry-loss').findings).toEqual(['– stands']);
});

test('by the last spec of an application that was removed', () => {
  const before: Edit = ({ apps }) => {
    apps['reporting-db'].accept = [{ rule: 'database-loss', reason: REASON }];
  };
  const found = accepted(({ apps }) => delete apps['reporting-db'], 'database-loss', before);
  expect(found.findings).toEqual([`dev ${REASON}`, `prod ${REASON}`]);
});

test('by the platform, for an application that was removed', () => {
  const gone =
    (apps: readonly string[] | undefined): Edit =>
    (draft) => {
      delete draft.apps['reporting-db'];
      draft.platform.accept = [{ rule: 'secret-loss', reason: REASON, ...(apps && { apps }) }];
    };
  expect(accepted(gone(['reporting-db']), 'secret-loss').findings).toEqual([`dev ${REASON}`, `prod ${REASON}`]);
  expect(accepted(gone(['another']), 'secret-loss').findings).toEqual(['dev stands', 'prod stands']);
  expect(accepted(gone(undefined), 'secret-loss').findings).toEqual(['dev stands', 'prod stands']);
});

test('the finding shows how to accept it if a spec can', () => {
  const remedies = (edit: Edit) => reviewOf(edit).findings.map(({ remedy }) => remedy.replace(/^.*To accept it, /, ''));
  expect(remedies(leaves).slice(0, 1)).toEqual([
    'add `accept: [{ rule: database-loss, environments: [prod], reason: … }]` to the spec of reporting-db.',
  ]);
  expect(remedies(({ apps }) => delete apps['reporting-db'])[0]).toBe(
    'add `accept: [{ rule: database-loss, apps: [reporting-db], environments: [dev], reason: … }]` to the platform file.',
  );
  expect(remedies(({ platform }) => (platform.environments[1].mutableTags = true))).toEqual([
    'add `accept: [{ rule: mutable-tag, environments: [test], reason: … }]` to the platform file.',
  ]);
});
