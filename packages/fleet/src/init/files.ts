import { jsonText, yamlText } from '@goldenpath/files';
import { builtInRegistry } from '@goldenpath/parts';
import { resolvePlatform, type WrittenPlatform } from '@goldenpath/spec';
import type { InitAnswers } from './answers';
import { deliveredFiles } from './delivered-files';
import { deliveryWorkflow } from '../workflows/delivery-workflow';

/** A file of a new fleet. */
export interface InitFile {
  /** Relative to the folder of the fleet, with `/`. */
  readonly path: string;
  readonly text: string;
  /** Whether an existing file at the path is kept. If not, an existing file is an error. */
  readonly keepsExisting: boolean;
}

const SCHEMAS = 'node_modules/@goldenpath/spec/schemas';

/**
 * Returns the files of a new fleet.
 *
 * @param version - The version of Golden Path that `package.json` pins.
 */
export function initFiles(answers: InitAnswers, version: string): InitFile[] {
  const { app, branch } = answers;
  const delivery = deliveryWorkflow(resolvePlatform(settings(answers)));
  const fresh = (path: string, text: string): InitFile => ({ path, text, keepsExisting: false });
  const kept = (path: string, text: string): InitFile => ({ path, text, keepsExisting: true });
  return [
    fresh('platform.yaml', platformText(answers)),
    fresh(`apps/${app}/app.yaml`, appText(answers)),
    fresh(delivery.path, delivery.text),
    ...deliveredFiles(branch).map((file) => fresh(file.path, file.text)),
    kept('.gitignore', IGNORED),
    kept('package.json', packageText(version)),
  ];
}

/** Files that are generated, installed or secret. */
const IGNORED = `node_modules/
/dist/
/cdktf.out/
/.goldenpath/
.terraform/
*.tfstate*
*.log
.env
`;

function packageText(version: string): string {
  return jsonText({
    private: true,
    scripts: { validate: 'goldenpath validate', synth: 'goldenpath synth' },
    devDependencies: { '@goldenpath/cli': version, '@goldenpath/spec': version },
    engines: { node: '>=20.9' },
  });
}

function appText({ app, team }: InitAnswers): string {
  // The first kind in the list is the simplest.
  const [first] = builtInRegistry.kinds;
  const spec = { kind: first?.name, name: app, description: 'The first application', owner: team };
  return `# yaml-language-server: $schema=../../${SCHEMAS}/app.schema.json\n${yamlText(spec)}`;
}

/** The settings of the platform file of a new fleet. */
function settings({ organisation, domain, account, region, team, branch }: InitAnswers): WrittenPlatform {
  return {
    organisation,
    domain,
    aws: { accountId: account, region },
    teams: [team],
    environments: [
      { name: 'dev', logLevel: 'debug', host: '{app}.dev.{domain}', mutableTags: true },
      { name: 'prod', logLevel: 'warn', host: '{app}.{domain}', approvers: [team] },
    ],
    ...(branch !== 'main' && { github: { defaultBranch: branch } }),
    gitops: { layout: 'central', repository: 'gitops', branch },
    delivery: {
      workflow: `${organisation}/platform/.github/workflows/_build-and-release.yml@${branch}`,
      // `release.yml` asks the approvers of an environment.
      approval: 'release',
    },
    state: { type: 's3', bucket: `${organisation}-terraform-state`, keyPrefix: 'goldenpath' },
  };
}

function platformText(answers: InitAnswers): string {
  const { environments, gitops, delivery, state, ...common } = settings(answers);
  return `# yaml-language-server: $schema=./${SCHEMAS}/platform.schema.json
# Settings that all applications share. \`npx goldenpath validate\` checks this file.
${yamlText(common)}
# Environments, in the order of promotion. \`approvers\` names the teams that approve a deployment.
${yamlText({ environments })}# To allow databases in an environment, add the network that they are placed in:
#    databases:
#      network:
#        vpcId: vpc-0123456789abcdef0
#        subnetIds: [subnet-0123456789abcdef0, subnet-0123456789abcdef1]
#        clientCidrs: [10.0.0.0/16]

# The workflow \`rotate-passwords\` gives applications new passwords: every 180, 90 or 30 days by risk.
${yamlText({ postgres: { passwordRotation: 'scheduled' } })}
# The repository that Argo CD reads. \`npx goldenpath publish\` commits the manifests there.
${yamlText({ gitops })}
# The workflow that builds and releases an image, in this repository: replace \`platform\` by its name. The repository of each application
# calls it. \`npx goldenpath workflows\` writes it again after a change of this file.
${yamlText({ delivery })}
# The S3 bucket of the Terraform state. \`npx goldenpath bootstrap deploy\` makes it, with the roles of the workflows, before the first
# deployment.
${yamlText({ state })}`;
}
