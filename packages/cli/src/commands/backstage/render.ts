import type { WrittenTemplate } from '@goldenpath/backstage';
import { shownPath } from '@goldenpath/fleet';

const STATES: Readonly<Record<WrittenTemplate['found'], readonly [written: string, checked: string]>> = {
  missing: ['Wrote', 'is missing: run `goldenpath backstage`'],
  differs: ['Wrote', 'is out of date: run `goldenpath backstage`'],
  left: ['Removed', 'is of a kind that is gone: run `goldenpath backstage`'],
  fresh: ['', 'is up to date'],
};

/** Returns the state of each template, one per line. */
export function templatesText(templates: readonly WrittenTemplate[], check: boolean, cwd: string): string {
  const lines = templates.map(({ file, found }) => {
    const [written, checked] = STATES[found];
    const shown = shownPath(file, cwd);
    return check || found === 'fresh' ? `${shown} ${checked}.` : `${written} ${shown}.`;
  });
  const [location] = templates;
  const next = check || location === undefined ? [] : [`Register ${shownPath(location.file, cwd)} in Backstage.`];
  return `${[...lines, ...next].join('\n')}\n`;
}
