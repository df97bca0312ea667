import { always, type Explain, type ExplanationTable, platform, spec } from '../explanation';

/** The registry's address: the platform's, or made of its account and region. */
export const registryAddress: Explain = (place, path) => {
  const isWritten =
    place.fleet.platformDocument.value !== null &&
    Object.hasOwn(Object(place.fleet.platformDocument.value), 'registry');
  return (isWritten ? platform('registry', 'with `name`') : platform('aws.accountId', 'with `aws.region` and `name`'))(
    place,
    path,
  );
};

const inAccount = platform('aws.accountId', 'with `name`');

const repositoryEnvironments: Explain = (place, path) =>
  (place.app.written.environments === undefined
    ? platform('environments', 'all of them, with their `approvers`')
    : spec('environments', "with the platform's `approvers`"))(place, path);

const unlessAccepted = spec('accept', 'unless the loss is accepted');

/** What an application has once: its repository, its image registry and who may push there. */
export const REPOSITORY: ExplanationTable = {
  'repository.organisation': platform('organisation'),
  'repository.name': spec('name'),
  'repository.description': spec('description'),
  'repository.topics': spec('owner', 'and the runtime; `idp-managed` is always there'),
  'repository.team': spec('owner'),
  'repository.defaultBranch': always('the branch of every repository'),
  'repository.environments': repositoryEnvironments,
  'repository.isProtected': unlessAccepted,
  'repository.variables.AWS_REGION': platform('aws.region'),
  'repository.variables.AWS_ROLE_ARN': inAccount,
  'repository.variables.ECR_REPOSITORY': spec('name'),
  'registry.name': spec('name'),
  'registry.arn': platform('aws.accountId', 'with `aws.region` and `name`'),
  'registry.url': registryAddress,
  'registry.encryption': spec('risk', 'by risk'),
  'registry.keepImages': spec('risk', 'by risk'),
  'registry.isProtected': unlessAccepted,
  'registry.mutableTags': always('every other tag is immutable'),
  'registry.pushRole.name': spec('name', '`{name}-push`'),
  'registry.pushRole.arn': inAccount,
  'registry.pushRole.oidcProviderArn': platform('aws.accountId', "GitHub's tokens"),
  'registry.pushRole.subjects': platform('organisation', 'with `name`, its branch and its environments'),
};
