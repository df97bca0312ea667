import type { Attributes } from '../text/element';
import { visible } from '../text/visible';
import { unique } from '../text/object-groups';

/** What an item of the page is about: what filters look at. */
export interface Facets {
  readonly apps?: readonly (string | null)[];
  readonly environments?: readonly (string | null)[];
  readonly severity?: string;
  readonly changes?: readonly string[];
}

/** What belongs to no application. */
export const PLATFORM = 'the platform';

/** The attributes by which the page's script finds and filters an item. Names have no line ends, so those part them. */
export function item({ apps = [], environments = [], severity, changes }: Facets): Attributes {
  return {
    'data-item': '',
    'data-app': unique(apps.map((app) => visible(app ?? PLATFORM))).join('\n'),
    // What belongs to no environment is concerned with each.
    'data-environment': environments.includes(null)
      ? ''
      : unique(environments.map((name) => visible(name ?? ''))).join('\n'),
    'data-severity': severity ?? null,
    'data-change': changes === undefined ? null : unique(changes).join('\n'),
  };
}
