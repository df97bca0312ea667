import type { EphemeralBehaviour } from '../behaviour';
import { MOMENT, text, texts } from '../made-up';
import { drawPassword } from '../random/passwords';

const secretVersion: EphemeralBehaviour = {
  type: 'aws_secretsmanager_secret_version',
  open: (config, lookup) => {
    const wanted = text(config['secret_id']);
    const secret = lookup
      .all('aws_secretsmanager_secret')
      .find(({ values }) => [values['arn'], values['name']].includes(wanted));
    const own = text(secret?.values['arn']) || wanted;
    const [version, stage] = [text(config['version_id']), text(config['version_stage'])];
    const found = lookup
      .all('aws_secretsmanager_secret_version')
      .find(
        ({ values }) =>
          text(values['secret_id']) === own &&
          (version === '' || text(values['version_id']) === version) &&
          (version !== '' || texts(values['version_stages']).includes(stage || 'AWSCURRENT')),
      );
    if (found === undefined) {
      return {
        summary:
          "reading Secrets Manager Secret Version: ResourceNotFoundException: Secrets Manager can't find the specified secret value",
        detail: `Secret ${wanted}, ${version === '' ? `stage ${stage || 'AWSCURRENT'}` : `version ${version}`}.`,
        path: ['secret_id'],
      };
    }
    return {
      ...found.values,
      arn: own,
      created_date: MOMENT,
      secret_string: null,
      secret_binary: null,
      ...found.vault,
    };
  },
};

const randomPassword: EphemeralBehaviour = {
  type: 'aws_secretsmanager_random_password',
  open: (config, lookup) => ({
    random_password: drawPassword(lookup.random, {
      length: typeof config['password_length'] === 'number' ? config['password_length'] : 32,
      lower: config['exclude_lowercase'] !== true,
      upper: config['exclude_uppercase'] !== true,
      numeric: config['exclude_numbers'] !== true,
      special: config['exclude_punctuation'] !== true,
      specials: '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~',
      without: text(config['exclude_characters']),
    }),
  }),
};

/** Ephemeral resources of AWS. */
export const AWS_EPHEMERALS: readonly EphemeralBehaviour[] = [secretVersion, randomPassword];
