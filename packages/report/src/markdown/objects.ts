import { counted } from '@goldenpath/extension';
import type { Review, ValueChange } from '@goldenpath/review';
import { type ObjectGroup, objectGroups, unique } from '../text/object-groups';
import { valueTexts } from '../text/value-text';
import { shortened } from '../text/visible';
import { type Section, unitsOf } from './fit';
import { code, codeBlock, prose } from './text';

const MOST_NAMES = 6;
const MOST_VALUES = 40;

/** Returns the section with the changed Kubernetes objects. Equal changes are grouped. */
export function objectsSection({ manifests }: Review, whole: string): Section | undefined {
  if (manifests.length === 0) return undefined;
  const groups = objectGroups(manifests);
  return {
    opening: `<details>\n<summary>Kubernetes: ${counted(manifests.length, 'object')}</summary>`,
    units: unitsOf(groups, groupText),
    separator: '\n\n',
    closing: '</details>',
    leftOut: (count) => `_${counted(count, 'more change')} of objects left out_${whole}.`,
  };
}

function groupText(group: ObjectGroup): string {
  const { change, changes } = group;
  if (changes.length === 0) return `**${placeOf(group)}** ${change}`;
  const shown = changes.slice(0, MOST_VALUES).flatMap(changeLines);
  const more = changes.length > MOST_VALUES ? [`  and ${changes.length - MOST_VALUES} more`] : [];
  return `**${placeOf(group)}** ${change}\n\n${codeBlock('diff', [...shown, ...more])}`;
}

function placeOf({ kind, members }: ObjectGroup): string {
  const names = unique(members.map(({ object }) => object));
  const apps = unique(members.map(({ app }) => app));
  const environments = unique(members.map(({ environment }) => environment))
    .map(code)
    .join(', ');
  if (apps.length === 1 && names.length <= MOST_NAMES) return `${names.map(code).join(', ')} in ${environments}`;
  const shown = apps.slice(0, MOST_NAMES).map(code).join(', ');
  const more = apps.length > MOST_NAMES ? ` and ${(apps.length - MOST_NAMES).toLocaleString('en-US')} more` : '';
  return `${prose(kind)} of ${counted(apps.length, 'application')} in ${environments}: ${shown}${more}`;
}

function changeLines({ path, before, after }: ValueChange): string[] {
  const name = shortened(path, 300);
  const [old, fresh] = valueTexts(before, after, 300);
  return [...(before === null ? [] : [`- ${name}: ${old}`]), ...(after === null ? [] : [`+ ${name}: ${fresh}`])];
}
