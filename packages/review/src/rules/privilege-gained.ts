import {
  accountOf,
  type AppPair,
  findingIn,
  GENERAL_REVIEW_RULES,
  isList,
  isSame,
  type Json,
  type KnownPrivileges,
  listed,
  ownValue,
  type Pair,
  type PlatformFacts,
  type Registry,
  type Scope,
  scopeText,
  type Severity,
  type RuleFinding,
} from '@goldenpath/extension';
import type { FleetChange } from '../fleet/fleet-change';
import { gainedGrants, gainText, isBoundless } from '../policies/gains';
import { type Grant, grantsOf } from '../policies/grants';
import type { StackPair } from '../stacks/stack-pairs';
import { resourcesOf, type StackResource } from '../stacks/resources';
import type { GeneralRule } from './rule';

const REMEDY = 'Allow only what is needed: fewer actions, one named resource, and a condition on the principal.';

const NEW_OWNER = 'Make sure that both teams agree: whoever owned it before loses its access with the same change.';
const GUARD = 'Name the teams that have to approve it as `approvers` of the environment in the platform file.';
const VISIBILITY =
  'Keep `github.visibility` in the platform file, or search the history of each repository for secrets first.';

/** Attributes that contain an IAM policy as text, by resource type. */
const POLICIES: Readonly<Record<string, readonly string[]>> = {
  aws_ecr_repository_policy: ['policy'],
  aws_iam_policy: ['policy'],
  aws_iam_role: ['assume_role_policy'],
  aws_iam_role_policy: ['policy'],
  aws_kms_key: ['policy'],
  aws_s3_bucket_policy: ['policy'],
  aws_secretsmanager_secret_policy: ['policy'],
};

/** Permissions of a team on a GitHub repository, lowest first. */
const PERMISSIONS = ['pull', 'triage', 'push', 'maintain', 'admin'];

/** Someone or something gets more permissions than before. */
export const privilegeGained: GeneralRule = {
  id: 'privilege-gained',
  rank: GENERAL_REVIEW_RULES['privilege-gained'],
  severity:
    'danger; warning where it is what the spec says elsewhere: the push role of an application for an environment that it newly runs in, the repository for its new owner',
  firesOn:
    'An IAM policy or the trust policy of a role that allows more actions, resources or principals than before, has a wider condition, or denies less. A newly attached managed policy. A GitHub team with more rights on a repository. A GitHub environment that no longer requires an approval. A GitHub repository that becomes public. In a new stack, the rule reports only policies for every principal or every action.',
  advice: `${REMEDY} For an environment: ${GUARD}`,
  find: (change) => change.stacks.flatMap((stack) => ofStack(change, stack)),
};

function ofStack(change: FleetChange, stack: StackPair): RuleFinding[] {
  const app = stack.app === null ? undefined : change.appsByName.get(stack.app);
  const own = { moved: movedNames(change, app, stack.environment), subjects: newSubjects(change.registry, app) };
  const policies = policyAttributes(change.registry);
  const [before, after] = [resourcesOf(stack.base), resourcesOf(stack.head)];
  return [...after.values()].flatMap((resource) => {
    const pair = { base: before.get(resource.address), head: resource, isNewStack: stack.base === undefined };
    return [
      ...ofPolicies(stack, pair, policies, own),
      ...ofAttachment(stack, pair),
      ...ofTeam(stack, pair, app),
      ...ofGate(stack, pair),
      ...ofVisibility(stack, pair),
    ];
  });
}

/** Permissions of an application that are not a privilege escalation. */
interface OwnPrivileges {
  readonly moved: readonly [string, string][];
  readonly subjects: readonly string[];
}

/** Returns the attributes that contain a policy, by resource type. */
function policyAttributes({ parts }: Registry): Map<string, readonly string[]> {
  const ofParts = parts.flatMap((part) => Object.entries(part.review?.().policies ?? {}));
  return new Map([...Object.entries(POLICIES), ...ofParts]);
}

interface ResourcePair extends Pair<StackResource> {
  readonly head: StackResource;
  readonly isNewStack: boolean;
}

/** Returns renamed resources of the application: those of its parts, and the account. */
function movedNames(
  { base, head, registry }: FleetChange,
  app: AppPair | undefined,
  environment: string | null,
): [string, string][] {
  const ofParts = privilegesOf(registry, app).flatMap((pair) =>
    (pair.base?.names ?? []).map((name, index) => [name, pair.head?.names?.[index]] as const),
  );
  return [...ofParts, ...movedAccounts(base.facts.platform, head.facts.platform, environment)].flatMap(
    ([was, is]): [string, string][] => (is === undefined || was === is ? [] : [[was, is]]),
  );
}

/** Returns the account of an environment before and after; outside of environments, those of the registries and of all environments. */
function movedAccounts(base: PlatformFacts, head: PlatformFacts, environment: string | null): [string, string][] {
  const names = environment === null ? [null, ...head.environments.map(({ name }) => name)] : [environment];
  return names
    .filter((name) => name === null || base.environments.some((each) => each.name === name))
    .map((name) => [accountOf(base, name).accountId, accountOf(head, name).accountId]);
}

/** Returns what each part declares about an application's privileges. */
function privilegesOf({ parts }: Pick<Registry, 'parts'>, app: AppPair | undefined): Pair<KnownPrivileges>[] {
  return parts.map((part) => {
    const read = (facts: unknown) => (facts === undefined ? undefined : part.review?.().privileges?.(facts));
    return { base: read(app?.base && part.onceOf(app.base)), head: read(app?.head && part.onceOf(app.head)) };
  });
}

/** Returns the subjects of environments that the application newly runs in. Their workflows get the role because of the spec. */
function newSubjects(registry: Registry, app: AppPair | undefined): string[] {
  return privilegesOf(registry, app).flatMap(({ base, head }) =>
    (head?.subjects ?? []).filter(
      (subject) => base?.subjects?.includes(subject) !== true && subject.includes(':environment:'),
    ),
  );
}

function ofPolicies(
  place: Scope,
  { base, head, isNewStack }: ResourcePair,
  policies: ReadonlyMap<string, readonly string[]>,
  { moved, subjects }: OwnPrivileges,
): RuleFinding[] {
  const attributes = policies.get(head.type) ?? [];
  return attributes.flatMap((attribute) => {
    const [was, is] = [valueOf(base, attribute), valueOf(head, attribute)];
    if (is === null || isSame(was, is)) return [];
    const own = typeof was === 'string' ? moved.reduce((text, [from, to]) => text.replaceAll(from, to), was) : was;
    const [before, after] = [own === null ? [] : grantsOf(own), grantsOf(is)];
    if (before === undefined || after === undefined)
      return [
        found(
          place,
          'danger',
          `${head.address} of ${scopeText(place)} has another policy, which only a plan can tell: ${attribute}.`,
        ),
      ];
    const gained = gainedGrants(before, after).filter((grant) => !isNewStack || isBoundless(grant));
    if (gained.length === 0) return [];
    const texts = [...new Set(gained.map((grant) => gainText(grant, before)))];
    const severity = gained.every((grant) => isOfNewEnvironment(grant, before, subjects)) ? 'warning' : 'danger';
    return [found(place, severity, `${head.address} of ${scopeText(place)} allows more: ${listed(texts, 2)}.`)];
  });
}

/** Returns whether a grant is gained only through subjects of new environments. */
function isOfNewEnvironment(grant: Grant, before: readonly Grant[], added: readonly string[]): boolean {
  const withoutThose = [...grant.conditions].map(
    ([name, values]) => [name, values.filter((value) => !added.includes(value))] as const,
  );
  return added.length > 0 && gainedGrants(before, [{ ...grant, conditions: new Map(withoutThose) }]).length === 0;
}

function ofAttachment(place: Scope, { base, head, isNewStack }: ResourcePair): RuleFinding[] {
  if (head.type !== 'aws_iam_role_policy_attachment' || isNewStack) return [];
  const policy = valueOf(head, 'policy_arn');
  if (isSame(valueOf(base, 'policy_arn'), policy)) return [];
  return [found(place, 'danger', `${head.address} of ${scopeText(place)} allows more: all of ${String(policy)}.`)];
}

function ofTeam(place: Scope, { base, head, isNewStack }: ResourcePair, app: AppPair | undefined): RuleFinding[] {
  if (head.type !== 'github_team_repository' || isNewStack) return [];
  const [before, after] = [valueOf(base, 'permission'), valueOf(head, 'permission')].map(rankOf);
  // Approvers of deployments need read access.
  if (before === undefined || after === undefined || after <= Math.max(before, 0)) return [];
  const team = head.address.replace(/^.*\.access-/, '');
  const isOwner = team === app?.head?.owner;
  const message = `The team ${team} gets the permission ${PERMISSIONS[after]} on the repository of ${scopeText(place)}, and had ${PERMISSIONS[before] ?? 'none'}.`;
  return [found(place, isOwner ? 'warning' : 'danger', message, isOwner ? NEW_OWNER : REMEDY)];
}

/** Anyone who can push could then deploy with the identity of the environment. */
function ofGate(place: Scope, { base, head }: ResourcePair): RuleFinding[] {
  if (head.type !== 'github_repository_environment' || base === undefined) return [];
  const lost = [
    ...(hasReviewers(base) && !hasReviewers(head) ? ['deployments to it no longer need an approval'] : []),
    ...(isFalse(base, 'can_admins_bypass') && !isFalse(head, 'can_admins_bypass')
      ? ['administrators may pass by']
      : []),
    ...(valueOf(base, 'deployment_branch_policy') !== null && valueOf(head, 'deployment_branch_policy') === null
      ? ['any branch may be deployed to it']
      : []),
  ];
  if (lost.length === 0) return [];
  return [found(place, 'danger', `${head.address} of ${scopeText(place)} guards less: ${listed(lost)}.`, GUARD)];
}

function ofVisibility(place: Scope, { base, head }: ResourcePair): RuleFinding[] {
  if (head.type !== 'github_repository' || base === undefined) return [];
  if (valueOf(head, 'visibility') !== 'public' || valueOf(base, 'visibility') === 'public') return [];
  const message = `${head.address} of ${scopeText(place)} becomes public: everyone can read its code and its history.`;
  return [found(place, 'danger', message, VISIBILITY)];
}

function hasReviewers(resource: StackResource): boolean {
  const reviewers = valueOf(resource, 'reviewers');
  return isList(reviewers) && reviewers.length > 0;
}

function isFalse(resource: StackResource, attribute: string): boolean {
  return valueOf(resource, attribute) === false;
}

/** Returns -1 for no permission. */
function rankOf(permission: Json): number {
  return PERMISSIONS.indexOf(String(permission));
}

function valueOf(resource: StackResource | undefined, attribute: string): Json {
  return resource === undefined ? null : (ownValue(resource.attributes, attribute) ?? null);
}

function found(scope: Scope, severity: Severity, message: string, remedy: string = REMEDY): RuleFinding {
  return findingIn(scope, severity, message, remedy);
}
