import { UserError } from '@goldenpath/errors';
import type { Platform } from '@goldenpath/extension';
import type { FleetFacts } from '@goldenpath/model';
import { type ApprovalRule, approvalRules, productionApprovers } from '@goldenpath/review';

/** Where a fleet is in its repository: paths from the top, with `/`. */
export interface FleetPaths {
  readonly platformFile: string;
  /** The empty text where it is the top itself. */
  readonly appsFolder: string;
}

/** Who may say yes to what is deployed to one target. */
export interface RequiredReviewers {
  /** An environment, or `organisation-wide`: what belongs to none. */
  readonly environment: string;
  /** Teams, the platform's order; nobody is asked where there are none. */
  readonly reviewers: readonly string[];
}

/** GitHub takes no more of one environment. */
const MOST_REVIEWERS = 6;

/** The first line, by which a file of ours is known. */
export const HEADER =
  '# Who has to agree to a change: made by `goldenpath codeowners`, from the specs and the platform file. Edit those.';

/**
 * The CODEOWNERS file of a fleet's repository. Of the lines that match a file the last decides, so what is the platform's comes last.
 *
 * @param owners - As the platform file says.
 * @throws UserError where a path holds what CODEOWNERS has no way to write.
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
      ? ["# The platform file names no approvers, so what is not an application's is nobody's."]
      : ['/.github/', `/${escaped(paths.platformFile)}`].map((pattern) => line(pattern, own));
  return [
    HEADER,
    '# The last line that matches a file decides; of the teams on it, one has to agree.',
    '',
    ...(own.length === 0 ? [] : [line('*', own), '']),
    ...apps.map((app) => line(folderPattern(paths.appsFolder, app.name), specRules(app, approvers))),
    '',
    ...codeLines(paths.appsFolder, specCode ?? teamsOf(own), lineOf),
    ...platformLines,
    '',
  ].join('\n');
}

/** Who is asked before anything is deployed: environment by environment, in the platform's order, what belongs to none first. */
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

/** Files of code, which the command runs. */
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
    '# Code of specs can change what the whole fleet is: the owners of the platform have to agree.',
    ...CODE.map((extension) => line(`${folder}/**/*.${extension}`, teams)),
    '',
  ];
}

/** A spec describes what an application has once, and in every environment: whoever approves those is asked when it is deployed. */
function specRules({ owner, risk }: FleetFacts['apps'][number], approvers: readonly string[]): ApprovalRule[] {
  return approvalRules({ owner, environment: null, risk, approversOfProduction: approvers });
}

function teamsOf(rules: readonly ApprovalRule[]): string[] {
  return [...new Set(rules.map(({ team }) => team))];
}

function folderPattern(appsFolder: string, app: string): string {
  return `/${appsFolder === '' ? '' : `${escaped(appsFolder)}/`}${app}/`;
}

/** A blank ends a pattern, and some characters mean something in one, or cannot be written at all. */
function escaped(path: string): string {
  if (/[\u0000-\u001f\u007f#!*?[\]\\]/.test(path))
    throw new UserError(
      `CODEOWNERS cannot name the path ${JSON.stringify(path)}.`,
      'Give the folder a name of letters, digits, hyphens, dots and underscores.',
    );
  return path.replaceAll(' ', '\\ ');
}
