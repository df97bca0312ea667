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

/** How a comment is made. */
export interface MarkdownOptions {
  /** The comment has fewer bytes than this, and so fewer characters, however they are counted. @default 65536, GitHub's limit */
  readonly limit?: number;
  /** Address or name of the whole review, for whoever wants what is left out. @default nothing is said of one */
  readonly artifact?: string;
  /** Owners by application: of many applications, their teams are told. @default none are known */
  readonly owners?: ReadonlyMap<string, string>;
}

/** The first line of the comment, by which it is found again; nobody sees it. */
export const COMMENT_MARKER = '<!-- goldenpath-review -->';

/** GitHub takes comments of fewer characters than this. */
const GITHUB_LIMIT = 65_536;

/** What a comment needs that cannot be cut. */
const LEAST_LIMIT = 16_384;

/**
 * A review as one comment of a pull request: the verdict and what matters first, the rest folded. What has no room is cut from the
 * end of each part, and counted.
 *
 * @throws RangeError where the limit is below 16,384.
 */
export function reviewMarkdown(review: Review, options: MarkdownOptions = {}): string {
  const { limit = GITHUB_LIMIT, artifact, owners = new Map<string, string>() } = options;
  if (limit < LEAST_LIMIT) throw new RangeError(`A comment needs a limit of ${LEAST_LIMIT} or more, not ${limit}.`);
  if (changesNothing(review)) return `${COMMENT_MARKER}\n✅ Nothing changes: not a manifest, not a resource.\n`;
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
  // One byte is the last line end, the other is the one that there must be fewer of.
  return `${fit(shown, limit - 2)}\n`;
}

/** A link where it is an address that needs no escaping, and its name otherwise. */
function artifactText(artifact: string): string {
  if (/^https:\/\/[\w./~%?=&+-]{1,500}$/.test(artifact)) return `[the whole review](${artifact})`;
  return artifact.length > 200 ? prose('the whole review') : code(artifact);
}
