import type { Platform, Repositories, SourceDocument } from '@goldenpath/extension';
import type { WrittenGithub } from '../types/github';
import type { WrittenPlatform } from '../types/platform';

/** What GitHub offers for repositories of one plan and visibility. */
interface Offer extends Pick<Repositories, 'environments' | 'autoMerge'> {
  /** Whether default branches can be protected. */
  readonly protection: boolean;
  /** Whether the provenance of images can be attested. */
  readonly attestations: boolean;
}

const EVERYTHING: Offer = { environments: 'reviewers', autoMerge: true, protection: true, attestations: true };

/**
 * Returns what GitHub offers. Public repositories have everything on each plan.
 *
 * @see https://docs.github.com/en/get-started/learning-about-github/githubs-plans
 */
export function githubOffer({ plan, visibility }: Pick<WrittenGithub, 'plan' | 'visibility'>): Offer {
  if (visibility === 'public') return EVERYTHING;
  if (plan === 'free') return { environments: 'none', autoMerge: false, protection: false, attestations: false };
  if (plan === 'team') return { ...EVERYTHING, environments: 'branches', attestations: false };
  return EVERYTHING;
}

/** Returns the settings of the repositories of applications. */
export function resolveGithub({
  github,
  gitops,
}: Pick<WrittenPlatform, 'github' | 'gitops'>): Pick<Platform, 'github' | 'repositories'> {
  const { organisationId, subjects = 'immutable', plan, visibility = 'private', publisherAppId } = github ?? {};
  const publishes = publisherAppId !== undefined && gitops?.layout === 'app-repositories';
  const { protection, environments, autoMerge } = githubOffer({ ...(plan !== undefined && { plan }), visibility });
  const usual = plan === undefined && !publishes ? 'branch-protection' : 'ruleset';
  return {
    ...(organisationId !== undefined && { github: { organisationId, subjects } }),
    repositories: {
      ...(plan !== undefined && { plan }),
      visibility,
      defaultBranch: github?.defaultBranch ?? 'main',
      protection: protection ? usual : 'none',
      environments,
      autoMerge,
      ...(publishes && { publisherAppId }),
    },
  };
}

/** Returns what a valid platform file asks for and GitHub does not offer, a sentence or two each. */
export function platformNotes({ value }: Pick<SourceDocument, 'value'>): string[] {
  const written = value as WrittenPlatform;
  return [...notesOfPlan(written), ...publisherNotes(written)];
}

function notesOfPlan({ github = {}, environments, delivery }: WrittenPlatform): string[] {
  const { plan, visibility = 'private' } = github;
  const approved = environments.filter(({ approvers = [] }) => approvers.length > 0).map(({ name }) => name);
  const names = approved.join(', ');
  if (visibility === 'public') return [];
  if (plan === undefined)
    return approved.length === 0
      ? []
      : [
          `${names}: GitHub offers the approvers of environments for ${visibility} repositories with GitHub Enterprise only. Set \`github.plan\` in the platform file: the stacks then leave out what your plan does not offer.`,
        ];
  const offer = githubOffer(github);
  const on = `for ${visibility} repositories on the plan \`${plan}\``;
  const missing = [
    ...(offer.protection ? [] : ['protection of default branches, code owners, automatic merges']),
    ...(offer.environments === 'none' ? ['deployment environments'] : []),
    ...(offer.environments === 'reviewers' || approved.length === 0 ? [] : [`the approvers of ${names}`]),
    ...(offer.attestations || delivery.provenance === false ? [] : ['attestations of images']),
  ];
  return missing.length === 0
    ? []
    : [`GitHub does not offer these ${on}, so they are left out: ${missing.join('; ')}.`];
}

function publisherNotes({ github = {}, gitops }: WrittenPlatform): string[] {
  if (gitops?.layout !== 'app-repositories' || github.publisherAppId !== undefined) return [];
  if (!githubOffer(github).protection) return [];
  return [
    'The default branches of application repositories are protected, and no App may push to them. Set `github.publisherAppId` to the App that publishes.',
  ];
}
