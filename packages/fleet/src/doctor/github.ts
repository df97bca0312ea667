import type { Platform } from '@goldenpath/extension';
import type { BootstrapFacts } from '@goldenpath/infra';
import { githubApps, OPTIONAL_APPS } from '../bootstrap/github-apps';
import type { RepositoryNumbers } from './aws';
import { type Checker, valueAt } from './programs';
import { checkRoleVariables } from './role-variables';
import { checkTagRuleset } from './tags';

const GUIDE = 'The guide of the first day says how.';
const OPTIONAL = new Set(OPTIONAL_APPS.map(({ prefix }) => prefix));

/** Checks the organisation, the repositories, the environments, the variables of roles, the rules for tags, and the names of secrets. Values of secrets are never read. */
export async function checkGithub(
  checker: Checker,
  platform: Platform,
  repository: BootstrapFacts['repository'],
): Promise<RepositoryNumbers | undefined> {
  const login = 'Run `gh auth login`, or set GH_TOKEN.';
  const organisation = await checker.json('organisation', login, 'gh', ['api', `orgs/${platform.organisation}`]);
  if (organisation === undefined) return undefined;
  const number = String(valueAt(organisation, 'id') ?? '');
  const stated = platform.github?.organisationId;
  checker.expect(
    'organisation',
    stated === undefined || stated === number
      ? undefined
      : `its number is ${number}, and the platform file says ${stated}`,
    `${platform.organisation}, number ${number}`,
    `Set \`github.organisationId\` to "${number}".`,
  );
  const full = `${repository.owner}/${repository.name}`;
  const found = await checker.json(`repository ${full}`, 'Create it, or name it with --repository.', 'gh', [
    'api',
    `repos/${full}`,
  ]);
  if (found === undefined) return undefined;
  checker.add(`repository ${full}`, 'ok', 'it exists');
  await checkGitops(checker, platform);
  for (const environment of environmentsOf(platform)) await checkEnvironment(checker, full, environment);
  await checkVariables(checker, platform, full);
  await checkApps(checker, platform, full);
  await checkTagRuleset(checker, full);
  if (valueAt(found, 'visibility') === 'public') await checkPlanKey(checker, platform, full);
  return { organisationId: String(valueAt(found, 'owner', 'id') ?? ''), id: String(valueAt(found, 'id') ?? '') };
}

async function checkGitops(checker: Checker, { organisation, gitops }: Platform): Promise<void> {
  const name = `GitOps repository ${organisation}/${gitops.repository}`;
  const path = `repos/${organisation}/${gitops.repository}/branches/${encodeURIComponent(gitops.branch)}`;
  const found = await checker.json(name, 'Run `goldenpath bootstrap deploy`.', 'gh', ['api', path]);
  if (found !== undefined) checker.add(name, 'ok', `it has the branch ${gitops.branch}`);
}

function environmentsOf({ environments }: Platform): string[] {
  return ['plan', 'scheduled', 'organisation-wide', 'gitops', ...environments.map(({ name }) => name)];
}

async function checkEnvironment(checker: Checker, full: string, environment: string): Promise<void> {
  const name = `environment ${environment}`;
  const remedy = 'Run `bash scripts/ci/protect-environments.sh`.';
  const found = await checker.json(name, remedy, 'gh', ['api', `repos/${full}/environments/${environment}`]);
  if (found === undefined) return;
  // Pull requests run in `plan`, and their merge commits are on no protected branch.
  const isProtected = valueAt(found, 'deployment_branch_policy') !== null || environment === 'plan';
  checker.expect(name, isProtected ? undefined : 'any branch can deploy to it', 'it exists', remedy);
}

async function checkVariables(checker: Checker, platform: Platform, full: string): Promise<void> {
  await checkNamed(
    checker,
    'variable AWS_REGION',
    `repos/${full}/actions/variables/AWS_REGION`,
    `Run \`gh variable set AWS_REGION --repo ${full}\`.`,
  );
  await checkRoleVariables(checker, platform, full);
}

async function checkApps(checker: Checker, platform: Platform, full: string): Promise<void> {
  for (const { prefix, secretIn, variable } of githubApps(platform)) {
    if (variable === 'repository') await checkAppId(checker, full, prefix);
    for (const environment of secretIn) {
      const secret = `${prefix}_APP_PRIVATE_KEY`;
      const name = `secret ${secret} in ${environment}`;
      const path = `repos/${full}/environments/${environment}/secrets/${secret}`;
      const remedy = `Create the App, then run \`gh secret set ${secret} --repo ${full} --env ${environment}\`. ${GUIDE}`;
      await checkNamed(checker, name, path, remedy, OPTIONAL.has(prefix));
    }
  }
  await checkOpenKey(checker, full);
}

/** Workflows take the token of GitHub Actions, or none, where the variable is not set: a key alone has no effect. */
async function checkAppId(checker: Checker, full: string, prefix: string): Promise<void> {
  const variable = `${prefix}_APP_ID`;
  const path = `repos/${full}/actions/variables/${variable}`;
  const remedy = `Create the App, then run \`gh variable set ${variable} --repo ${full}\`. ${GUIDE}`;
  await checkNamed(checker, `variable ${variable}`, path, remedy, OPTIONAL.has(prefix));
}

/**
 * Pull requests run in the environment `plan`, so whoever can push a branch can print its secrets. No workflow takes a key from it. Earlier
 * versions did.
 */
async function checkOpenKey(checker: Checker, full: string): Promise<void> {
  const secret = 'PLAN_APP_PRIVATE_KEY';
  const name = `secret ${secret} in plan`;
  const path = `repos/${full}/environments/plan/secrets/${secret}`;
  const { code, stderr } = await checker.run('gh', ['api', path, '--jq', '.name']);
  if (code === 0)
    checker.add(
      name,
      'wrong',
      'a workflow of any branch can print it, and no workflow needs it',
      `Run \`gh secret delete ${secret} --repo ${full} --env plan\` and \`gh variable delete PLAN_APP_ID --repo ${full} --env plan\`. Then make a new key.`,
    );
  else if (/404/.test(stderr))
    checker.add(name, 'ok', 'it is not there, where a workflow of any branch could print it');
  else checker.failed(name, { code, stdout: '', stderr }, 'Run it as an administrator of the repository.');
}

/** Everyone can read the plan files of a public repository, which deploy-target.yml therefore encrypts. */
async function checkPlanKey(checker: Checker, { environments }: Platform, full: string): Promise<void> {
  for (const environment of ['scheduled', 'organisation-wide', ...environments.map(({ name }) => name)])
    await checkNamed(
      checker,
      `secret PLAN_KEY in ${environment}`,
      `repos/${full}/environments/${environment}/secrets/PLAN_KEY`,
      `Run \`gh secret set PLAN_KEY --repo ${full} --env ${environment}\`, with the same value in each environment.`,
    );
}

/** GitHub tells the names of secrets to whoever administers the repository, and never their values. */
async function checkNamed(
  checker: Checker,
  name: string,
  path: string,
  remedy: string,
  isOptional = false,
): Promise<void> {
  const result = await checker.run('gh', ['api', path, '--jq', '.name']);
  if (result.code === 0) checker.add(name, 'ok', 'it is set');
  else if (isOptional && /404/.test(result.stderr)) checker.add(name, 'skipped', 'it is optional, and not set', remedy);
  else checker.failed(name, result, remedy);
}
