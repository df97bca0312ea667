import { UserError } from '@goldenpath/errors';

/** Variables that give Terraform or its providers access to a real cloud. */
const NAMES: readonly RegExp[] = [
  /^AWS_(ACCESS_KEY_ID|SECRET_ACCESS_KEY|SESSION_TOKEN|PROFILE|DEFAULT_PROFILE|ROLE_ARN|WEB_IDENTITY_TOKEN_FILE)$/,
  /^AWS_CONTAINER_(CREDENTIALS_RELATIVE_URI|CREDENTIALS_FULL_URI|AUTHORIZATION_TOKEN)$/,
  /^(GITHUB|GH)_(TOKEN|ENTERPRISE_TOKEN)$/,
  /^GITHUB_APP_(ID|INSTALLATION_ID|PEM_FILE)$/,
  /^TF_TOKEN_/,
  /^(GOOGLE_(CREDENTIALS|APPLICATION_CREDENTIALS)|ARM_CLIENT_SECRET|CLOUDFLARE_API_TOKEN|DIGITALOCEAN_TOKEN)$/,
];

/** A simulated run was started with credentials of a real cloud. */
export class RealCredentialsError extends UserError {
  constructor(readonly variables: readonly string[]) {
    super(
      `A simulated run does not start with credentials of a real cloud in its environment: ${variables.join(', ')}.`,
      `Unset them (\`env ${variables.map((name) => `-u ${name}`).join(' ')} …\`), or run against the real cloud.`,
    );
  }
}

/**
 * Refuses an environment with credentials of a real cloud. Values are only checked for being empty.
 * @throws {RealCredentialsError}
 */
export function refuseRealCredentials(environment: { readonly [name: string]: string | undefined }): void {
  const found = Object.keys(environment).filter(
    (name) => environment[name] && NAMES.some((pattern) => pattern.test(name)),
  );
  if (found.length > 0) throw new RealCredentialsError(found.sort());
}

/**
 * Returns variables that keep a run from finding credentials elsewhere: in the user's files, or in the machine's metadata service.
 */
export function withoutRealCredentials(nowhere: string): { [name: string]: string } {
  return {
    AWS_ACCESS_KEY_ID: '',
    AWS_SECRET_ACCESS_KEY: '',
    AWS_SESSION_TOKEN: '',
    AWS_PROFILE: '',
    AWS_WEB_IDENTITY_TOKEN_FILE: '',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_CONFIG_FILE: nowhere,
    AWS_SHARED_CREDENTIALS_FILE: nowhere,
    GITHUB_TOKEN: '',
    GH_TOKEN: '',
  };
}
