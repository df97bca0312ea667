import type { Review } from '@goldenpath/review';
import { changesNothing } from '../text/nothing';
import { affectedSections } from './affected';
import { costSection } from './cost';
import { findingsSection } from './findings';
import { fit, type Section } from './fit';
import { headSection } from './head';
import { objectsSection } from './objects';
import { approvalsSection, dependentsSection } from './people';
import { plansSection, resourcesSection } from './plans';
import { code, prose } from './text';

/** Options of the review comment. */
export interface MarkdownOptions {
  /** The comment has fewer bytes than this, and therefore fewer characters. @default 65536, GitHub's limit */
  readonly limit?: number;
  /** URL or name of the full review, for readers who need what is left out. @default the comment names none */
  readonly artifact?: string;
  /** Owners by application, used to summarise many applications by team. @default no owner is known */
  readonly owners?: ReadonlyMap<string, string>;
}

/** The first line of the comment, by which later runs find it. It is invisible. */
export const COMMENT_MARKER = '<!-- goldenpath-review -->';

/** GitHub refuses comments with this many characters or more. */
const GITHUB_LIMIT = 65_536;

/** The least limit: what cannot be cut needs this much space. */
const LEAST_LIMIT = 16_384;

/**
 * Returns a review as the comment of a pull request: the verdict and the most important results first, the rest folded. What does not fit
 * is cut from the end of each section and counted.
 *
 * @throws RangeError when the limit is below 16,384.
 */
export function reviewMarkdown(review: Review, options: MarkdownOptions = {}): string {
  const { limit = GITHUB_LIMIT, artifact, owners = new Map<string, string>() } = options;
  if (limit < LEAST_LIMIT) throw new RangeError(`A comment needs a limit of ${LEAST_LIMIT} or more, not ${limit}.`);
  if (changesNothing(review)) return `${COMMENT_MARKER}\n✅ Nothing changes: no manifest, no resource.\n`;
  const whole = artifact === undefined ? '' : `, all in ${artifactText(artifact)}`;
  const sections: (Section | undefined)[] = [
    headSection(review, COMMENT_MARKER, artifact === undefined ? undefined : artifactText(artifact)),
    findingsSection(review, whole),
    resourcesSection(review, whole),
    ...affectedSections(review, owners, whole),
    approvalsSection(review, whole),
    dependentsSection(review, whole),
    costSection(review, whole),
    objectsSection(review, whole),
    plansSection(review, whole),
  ];
  const shown = sections.filter((section) => section !== undefined);
  // One byte is for the last line feed. The other keeps the comment below the limit.
  return `${fit(shown, limit - 2)}\n`;
}

/** Returns a link if the artifact is a plain HTTPS URL, and its name if not. */
function artifactText(artifact: string): string {
  if (/^https:\/\/[\w./~%?=&+-]{1,500}$/.test(artifact)) return `[the whole review](${artifact})`;
  return artifact.length > 200 ? prose('the whole review') : code(artifact);
}
