import { type Edit, reviewOf } from '@goldenpath/testing/reviews';

/** The changed settings of the platform file that a review lists. */
const settings = (edit: Edit): readonly string[] =>
  reviewOf(edit)
    .platform.map(({ path }) => path)
    .filter((path) => /aws|state|registryAccount/.test(path));

test.each<[string, Edit, readonly string[]]>([
  [
    'a region at the top is said once, not for each environment that takes it over',
    ({ platform }) => (platform.aws.region = 'eu-central-1'),
    ['aws.region', 'state.region'],
  ],
  [
    'a region of one environment',
    ({ platform }) => (platform.environments[0].aws = { region: 'eu-central-1' }),
    ['environments[dev].aws.region'],
  ],
  [
    'an account of the registry has the name that it has in the file',
    ({ platform }) => (platform.aws.registry = { accountId: '444455556666' }),
    ['aws.registry.accountId'],
  ],
])('%s', (_, edit, expected) => {
  expect(settings(edit)).toEqual(expected);
});
