import type { CloudObject, Transaction } from '../../account';
import type { Values } from '../../wire/values';
import type { Behaviour, Change, ProviderScope, Reference } from '../behaviour';
import { alphanumerics, text, texts, uuid } from '../made-up';
import { arn, regional } from './names';

const SECRET = 'aws_secretsmanager_secret';
const VERSION = 'aws_secretsmanager_secret_version';

const secret: Behaviour = {
  type: SECRET,
  key: (values, scope) => regional(values, scope, text(values['name'])),
  taken: (values) =>
    `creating Secrets Manager Secret (${text(values['name'])}): ResourceExistsException: The operation failed because the secret ${text(values['name'])} already exists.`,
  computed: (values, scope, seed) => {
    const own = arn('secretsmanager', values, scope, `secret:${text(values['name'])}-${alphanumerics(seed, 6)}`);
    return { id: own, arn: own, policy: '', replica: [] };
  },
  json: ['policy'],
  remove: (object, { account }) => {
    const window = object.values['recovery_window_in_days'];
    for (const version of versionsOf(account, text(object.values['arn']))) account.remove(VERSION, version.key);
    // During its recovery window a deleted secret keeps its name, so no other secret can use it.
    if (window === 0) account.remove(SECRET, object.key);
    else account.put({ ...object, retired: true });
  },
};

function versionsOf(account: Transaction, secretId: string): CloudObject[] {
  return account.all(VERSION).filter(({ values }) => text(values['secret_id']) === secretId);
}

function versionComputed(values: Values, _scope: ProviderScope, seed: string): Values {
  const version = uuid(seed);
  return {
    id: `${text(values['secret_id'])}|${version}`,
    arn: text(values['secret_id']),
    version_id: version,
    version_stages: ['AWSCURRENT'],
    has_secret_string_wo: false,
  };
}

/** The newest version is current, and the one before it previous. */
function keepContent(object: CloudObject, { account }: Change, config: Values): CloudObject {
  const content = text(config['secret_string_wo']) || text(config['secret_string']);
  const binary = text(config['secret_binary']);
  if (object.vault !== undefined && content === '' && binary === '') return object;
  for (const version of versionsOf(account, text(object.values['secret_id']))) {
    if (version.key === object.key) continue;
    const stages = texts(version.values['version_stages']).includes('AWSCURRENT') ? ['AWSPREVIOUS'] : [];
    account.put({ ...version, values: { ...version.values, version_stages: stages } });
  }
  return { ...object, vault: binary === '' ? { secret_string: content } : { secret_binary: binary } };
}

const version: Behaviour = {
  type: VERSION,
  computed: versionComputed,
  references: [
    {
      attribute: 'secret_id',
      types: [SECRET],
      by: 'arn',
      missing: () =>
        "putting Secrets Manager Secret value: ResourceNotFoundException: Secrets Manager can't find the specified secret.",
    },
  ],
  afterWrite: keepContent,
  // The current version of a secret cannot be deleted: Terraform forgets it and the cloud keeps it.
  remove: () => undefined,
};

const ofSecret: Reference = {
  attribute: 'secret_arn',
  types: [SECRET],
  by: 'arn',
  missing: () => "ResourceNotFoundException: Secrets Manager can't find the specified secret.",
};

const policy: Behaviour = {
  type: 'aws_secretsmanager_secret_policy',
  key: (values) => text(values['secret_arn']),
  adopts: true,
  computed: (values) => ({ id: text(values['secret_arn']) }),
  references: [ofSecret],
  json: ['policy'],
};

const rotation: Behaviour = {
  type: 'aws_secretsmanager_secret_rotation',
  key: (values) => text(values['secret_id']),
  adopts: true,
  computed: (values) => ({ id: text(values['secret_id']), rotation_enabled: true }),
  references: [{ ...ofSecret, attribute: 'secret_id' }],
};

/** Secrets. */
export const SECRETS_MANAGER: readonly Behaviour[] = [secret, version, policy, rotation];
