import { counted } from '@goldenpath/extension';
import type { AttributeChange, PlannedStack, ResourceChange, Review } from '@goldenpath/review';
import { type Element, h } from '../text/element';
import { ACTION_WORDS, shownChanges, shownAttributes } from '../text/plan-lines';
import { harmlessReplacement } from '../text/harmless-replacements';
import { valueText, valueTexts } from '../text/value-text';
import { resourceWords } from '../text/words';
import { item } from './facets';
import { codeText, firstAndMore, leftOut, pill, section, text } from './components';

const MOST_STACKS = 400;
const FIRST_STACKS = 20;
const MOST_RESOURCES = 60;
const MOST_ATTRIBUTES = 40;

const TONES: Readonly<Record<string, string>> = {
  create: 'added',
  update: 'changed',
  replace: 'danger',
  destroy: 'danger',
};

/** Returns the section with the Terraform plans, stack by stack. */
export function plansSection({ plans, resources }: Review): Element | null {
  const { source, note, stacks } = plans;
  if (source === 'none' && note === null) return null;
  const shown = stacks.slice(0, MOST_STACKS);
  return section(
    'plans',
    'Cloud resources',
    stacks.length,
    source === 'simulated'
      ? h(
          'p',
          { class: 'warning' },
          h('strong', null, '⚠ Simulated.'),
          ' Planned against a simulated cloud in the state that the base describes. The real cloud can differ.',
        )
      : null,
    note === null ? null : h('p', { class: 'lead' }, text(note)),
    source === 'none' ? null : h('p', { class: 'lead' }, `${resourceWords(resources).join(', ')}.`),
    firstAndMore(shown.map(stackElement), FIRST_STACKS, (some) => some),
    leftOut(stacks.length - shown.length, 'stack'),
  );
}

function stackElement({ stack, app, environment, status, changes, problems }: PlannedStack): Element {
  const telling = shownChanges(changes);
  const shown = telling.slice(0, MOST_RESOURCES);
  const isLoss = telling.some(({ action }) => action === 'replace' || action === 'destroy');
  const facets = item({ apps: [app], environments: [environment], changes: telling.map(({ action }) => action) });
  return h(
    'details',
    { class: 'fold', open: isLoss, ...facets },
    h(
      'summary',
      null,
      h('span', { class: 'fold-title' }, codeText(stack)),
      h(
        'span',
        { class: 'fold-note' },
        status === 'planned' ? counted(telling.length, 'resource') : status.replace('-', ' '),
      ),
    ),
    h('ul', { class: 'resources' }, shown.map(resourceElement)),
    leftOut(telling.length - shown.length, 'resource'),
    problems.length === 0
      ? null
      : h(
          'ul',
          { class: 'problems' },
          problems.slice(0, 10).map((problem) => h('li', null, text(problem, 2000))),
        ),
  );
}

function resourceElement(change: ResourceChange): Element {
  const attributes = shownAttributes(change);
  const { action, address, replacedBecause } = change;
  const harmless = harmlessReplacement(change);
  return h(
    'li',
    null,
    h('p', null, pill(TONES[action] ?? 'same', ACTION_WORDS[action]), ' ', codeText(address)),
    replacedBecause.length === 0
      ? null
      : h(
          'p',
          { class: 'reason' },
          'because ',
          codeText(replacedBecause.join(', ')),
          ` cannot be changed in place${harmless === undefined ? '' : ` (harmless: ${harmless})`}`,
        ),
    attributes.length === 0
      ? null
      : h('ul', { class: 'values' }, attributes.slice(0, MOST_ATTRIBUTES).map(attributeElement)),
    leftOut(attributes.length - MOST_ATTRIBUTES, 'attribute'),
  );
}

function attributeElement({ path, before, after, sensitive, unknown }: AttributeChange): Element {
  const shown = unknown ? [valueText(before), ''] : valueTexts(before, after);
  return h(
    'li',
    null,
    codeText(path),
    sensitive
      ? h('span', { class: 'quiet' }, ' (sensitive)')
      : [' ', h('del', null, text(shown[0])), ' → ', h('ins', null, unknown ? '(known after apply)' : text(shown[1]))],
  );
}
