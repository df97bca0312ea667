// Stacks of the same size with CDKTF alone: one App, five stacks an application, `app.synth()`.
// Called with the number of applications and a folder that is not there yet.
import { createRequire } from 'node:module';

const require = createRequire(new URL('../../packages/parts/package.json', import.meta.url));
const { App, S3Backend, TerraformStack } = require('cdktf');
const { AwsProvider } = require('@cdktf/provider-aws/lib/provider');
const { EcrRepository } = require('@cdktf/provider-aws/lib/ecr-repository');
const { EcrLifecyclePolicy } = require('@cdktf/provider-aws/lib/ecr-lifecycle-policy');
const { SecretsmanagerSecret } = require('@cdktf/provider-aws/lib/secretsmanager-secret');

const [count, folder] = process.argv.slice(2);
const ENVIRONMENTS = ['dev', 'test', 'staging', 'prod'];
const app = new App({ outdir: folder });

for (let index = 0; index < Number(count); index += 1) {
  const name = `app-${index}`;
  const registry = new EcrRepository(openStack(name), 'registry', { name, imageTagMutability: 'IMMUTABLE' });
  new EcrLifecyclePolicy(registry.cdktfStack, 'lifecycle', { repository: registry.name, policy: '{"rules":[]}' });
  for (const environment of ENVIRONMENTS)
    new SecretsmanagerSecret(openStack(`${name}-${environment}`), 'secret', {
      name: `${environment}/${name}`,
      tags: { name },
    });
}
app.synth();

function openStack(name) {
  const stack = new TerraformStack(app, name);
  new S3Backend(stack, { bucket: 'state', key: `${name}.tfstate`, region: 'eu-west-2' });
  new AwsProvider(stack, 'aws', { region: 'eu-west-2' });
  return stack;
}
