import { UserError } from '@goldenpath/errors';
import type { Platform } from '@goldenpath/extension';
import type { FleetFacts } from '@goldenpath/model';
import { type ApprovalRule, approvalRules, productionApprovers } from '@goldenpath/review';

/** The paths of a fleet in its repository, from the root, with `/`. */
export interface FleetPaths {
  readonly platformFile: string;
  /** Empty for the root itself. */
  readonly appsFolder: string;
}

/** The reviewers who can approve deployments to one target. */
export interface RequiredReviewers {
  /** An environment, or `organisation-wide` for stacks without one. */
  readonly environment: string;
  /** Teams in the platform's order; empty when no approval is required. */
  readonly reviewers: readonly string[];
}

/** GitHub's limit for one environment. */
const MOST_REVIEWERS = 6;

/** The first line, which identifies a generated file. */
export const HEADER =
  '# Who has to agree to a change: made by `goldenpath codeowners`, from the specs and the platform file. Edit those.';

/**
 * Returns the CODEOWNERS file of a fleet's repository. The last matching line decides, so the platform's lines come last.
 *
 * @param owners - As the platform file says.
 * @throws UserError when a path contains characters that CODEOWNERS cannot express.
 */
export function codeOwners(
  { platform, apps }: FleetFacts,
  paths: FleetPaths,
  { specCode }: Platform['codeOwners'] = {},
): string {
  const approvers = productionApprovers(platform);
  const lineOf = (pattern: string, teams: readonly string[]) =>
    [pattern, ...teams.map((team) => `@${platform.organisation}/${team}`)].join(' ');
  const line = (pattern: string, rules: readonly ApprovalRule[]) => lineOf(pattern, teamsOf(rules));
  const own = approvalRules({ owner: null, environment: null, risk: 'high', approversOfProduction: approvers });
  const platformLines =
    own.length === 0
      ? ['# The platform file names no approvers, so files outside of the applications have no owner.']
      : ['/.github/', `/${escaped(paths.platformFile)}`].map((pattern) => line(pattern, own));
  return [
    HEADER,
    '# The last matching line decides. One of the teams on it must approve.',
    '',
    ...(own.length === 0 ? [] : [line('*', own), '']),
    ...apps.map((app) => line(folderPattern(paths.appsFolder, app.name), specRules(app, approvers))),
    '',
    ...codeLines(paths.appsFolder, specCode ?? teamsOf(own), lineOf),
    ...platformLines,
    '',
  ].join('\n');
}

/**
 * Returns the required reviewers of each deployment target: stacks without an environment first, then the environments in the platform's
 * order.
 */
export function requiredReviewers({ platform, apps }: FleetFacts): RequiredReviewers[] {
  const approvers = productionApprovers(platform);
  const risky = apps.flatMap((app) => specRules(app, approvers).filter(({ because }) => because === 'risk'));
  const environments = platform.environments.map((environment) => {
    const rules = approvalRules({ owner: null, environment, risk: 'low', approversOfProduction: approvers });
    return {
      environment: environment.name,
      reviewers: teamsOf(rules.filter(({ because }) => because === 'environment')),
    };
  });
  return [{ environment: 'organisation-wide', reviewers: teamsOf(risky) }, ...environments].map(
    ({ environment, reviewers }) => ({ environment, reviewers: reviewers.slice(0, MOST_REVIEWERS) }),
  );
}

/** Extensions of code files, which the command runs. */
const CODE = ['ts', 'mts', 'cts', 'js', 'mjs', 'cjs'];

/** Of the teams on a line, GitHub requires the approval of one. So these lines do not name the application's owner as well. */
function codeLines(
  appsFolder: string,
  teams: readonly string[],
  line: (pattern: string, teams: readonly string[]) => string,
): string[] {
  if (teams.length === 0) return [];
  const folder = appsFolder === '' ? '' : `/${escaped(appsFolder)}`;
  return [
    '# Code in specs can change the whole fleet, so the owners of the platform must approve it.',
    ...CODE.map((extension) => line(`${folder}/**/*.${extension}`, teams)),
    '',
  ];
}

/** Returns the approval rules of a spec. It affects every environment, so the approvers of each are listed. */
function specRules({ owner, risk }: FleetFacts['apps'][number], approvers: readonly string[]): ApprovalRule[] {
  return approvalRules({ owner, environment: null, risk, approversOfProduction: approvers });
}

function teamsOf(rules: readonly ApprovalRule[]): string[] {
  return [...new Set(rules.map(({ team }) => team))];
}

function folderPattern(appsFolder: string, app: string): string {
  return `/${appsFolder === '' ? '' : `${escaped(appsFolder)}/`}${app}/`;
}

/** Escapes a path. Spaces end a pattern, some characters have a meaning in patterns, and some cannot be written. */
function escaped(path: string): string {
  if (/[\u0000-\u001f\u007f#!*?[\]\\]/.test(path))
    throw new UserError(
      `CODEOWNERS cannot express the path ${JSON.stringify(path)}.`,
      'Rename the folder: use letters, digits, hyphens, dots and underscores.',
    );
  return path.replaceAll(' ', '\\ ');
}
