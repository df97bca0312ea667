import type { Attributes } from '../text/element';
import { visible } from '../text/visible';
import { unique } from '../text/object-groups';

/** The properties of an item that the filters compare. */
export interface Facets {
  readonly apps?: readonly (string | null)[];
  readonly environments?: readonly (string | null)[];
  readonly severity?: string;
  readonly changes?: readonly string[];
}

/** The name that stands for changes without an application. */
export const PLATFORM = 'the platform';

/** Returns the attributes that the page's script filters by. Values are separated by line feeds, which no name contains. */
export function item({ apps = [], environments = [], severity, changes }: Facets): Attributes {
  return {
    'data-item': '',
    'data-app': unique(apps.map((app) => visible(app ?? PLATFORM))).join('\n'),
    // An item without an environment applies to every environment.
    'data-environment': environments.includes(null)
      ? ''
      : unique(environments.map((name) => visible(name ?? ''))).join('\n'),
    'data-severity': severity ?? null,
    'data-change': changes === undefined ? null : unique(changes).join('\n'),
  };
}
