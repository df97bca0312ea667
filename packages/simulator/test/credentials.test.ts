import { join } from 'node:path';
import { RealCredentialsError, refuseRealCredentials, startSimulator } from '@goldenpath/simulator';
import { BINDINGS } from './support/bindings';
import { testFolder } from './support/folder';

test.each([
  'AWS_ACCESS_KEY_ID',
  'AWS_SESSION_TOKEN',
  'AWS_PROFILE',
  'AWS_WEB_IDENTITY_TOKEN_FILE',
  'GITHUB_TOKEN',
  'GH_TOKEN',
  'TF_TOKEN_app_terraform_io',
])('%s is refused, and its value is not shown', (name) => {
  expect(() => refuseRealCredentials({ [name]: 'planted' })).toThrow(RealCredentialsError);
  expect(() => refuseRealCredentials({ [name]: 'planted' })).toThrow(`\`env -u ${name} …\``);
  expect(() => refuseRealCredentials({ [name]: 'planted' })).not.toThrow('planted');
});

test('empty variables and those without credentials are accepted', () => {
  expect(() =>
    refuseRealCredentials({ AWS_PROFILE: '', GITHUB_TOKEN: undefined, AWS_REGION: 'eu-west-1', PATH: '/bin' }),
  ).not.toThrow();
});

test('a simulator does not start with credentials, and clears them for Terraform if it is allowed to start', async () => {
  const options = {
    bindings: BINDINGS.slice(2),
    account: join(testFolder(), 'account.jsonl'),
    types: new Set(['random_id']),
  };
  await expect(startSimulator({ ...options, environment: { AWS_PROFILE: 'work' } })).rejects.toThrow(
    RealCredentialsError,
  );
  const simulator = await startSimulator({ ...options, environment: {} });
  expect(simulator).toMatchObject({
    simulated: true,
    environment: { AWS_ACCESS_KEY_ID: '', AWS_PROFILE: '', GITHUB_TOKEN: '', AWS_EC2_METADATA_DISABLED: 'true' },
    providers: [{ source: 'hashicorp/random', version: '3.7.2' }],
  });
  await simulator.stop();
});
