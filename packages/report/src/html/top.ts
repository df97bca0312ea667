import { type Commit, type Review, affectedEnvironments } from '@goldenpath/review';
import { type Element, h } from '../text/element';
import { unique } from '../text/object-groups';
import { changesNothing } from '../text/nothing';
import { difference } from '../text/words';
import { codeText, text } from './components';

/** Returns the page header: the compared commits and the buttons. */
export function pageHeader({ base, head }: Review): Element {
  return h(
    'header',
    { class: 'top' },
    h('p', { class: 'brand' }, 'Plan review'),
    h('p', { class: 'commits' }, commitElement(base), h('span', { class: 'arrow' }, ' → '), commitElement(head)),
    h(
      'div',
      { class: 'buttons', hidden: true, 'data-script': '' },
      h('button', { type: 'button', 'data-theme-button': '' }, 'Dark'),
      h('button', { type: 'button', 'data-help-button': '', 'aria-label': 'Keyboard help' }, '?'),
    ),
  );
}

function commitElement({ ref, commit }: Commit): Element {
  const isHash = commit === null || commit === ref;
  return h(
    'span',
    null,
    codeText(ref, 80),
    isHash ? null : h('span', { class: 'quiet' }, ` ${text(commit.slice(0, 7))}`),
  );
}

/** Returns the verdict and one number for each section. */
export function verdictSection(review: Review): Element {
  const { verdict } = review;
  const isEmpty = changesNothing(review);
  const tone = verdict.blocked ? 'blocked' : 'clear';
  const word = isEmpty ? 'Nothing changes' : verdict.blocked ? 'Blocked' : 'Nothing blocks';
  return h(
    'section',
    { class: `verdict verdict-${tone}`, 'aria-labelledby': 'verdict' },
    h(
      'p',
      { class: 'verdict-word' },
      h('span', { 'aria-hidden': 'true', class: 'verdict-sign' }, verdict.blocked ? '✕' : '✓'),
      word,
    ),
    h('h1', { id: 'verdict' }, text(verdict.summary, 600)),
    isEmpty ? null : h('dl', { class: 'numbers' }, numbersOf(review).map(numberElement)),
  );
}

interface Number {
  readonly name: string;
  readonly value: string;
  readonly note?: string;
  readonly tone?: 'danger' | 'warning';
}

function numbersOf({ affected, findings, resources, plans, cost, approvals }: Review): Number[] {
  const apps = unique(affected.flatMap(({ app }) => app ?? [])).length;
  const environments = affectedEnvironments(affected);
  const unaccepted = (severity: string): number =>
    findings.filter((finding) => finding.severity === severity && finding.overridden === null).length;
  const [dangers, warnings] = [unaccepted('danger'), unaccepted('warning')];
  const lost = resources.destroy + resources.replace;
  const many =
    environments.length > 4
      ? `${environments.length} environments`
      : environments.map((name) => text(name, 30)).join(', ');
  return [
    { name: 'Applications', value: apps.toLocaleString('en-US'), note: many },
    {
      name: 'Dangers',
      value: dangers.toLocaleString('en-US'),
      ...(dangers > 0 && { tone: 'danger' }),
      note: 'not accepted',
    },
    {
      name: 'Warnings',
      value: warnings.toLocaleString('en-US'),
      ...(warnings > 0 && { tone: 'warning' }),
      note: 'not accepted',
    },
    ...(plans.source === 'none'
      ? []
      : [
          {
            name: 'Resources lost',
            value: lost.toLocaleString('en-US'),
            note: `${resources.destroy} destroyed, ${resources.replace} replaced${plans.source === 'simulated' ? '; simulated' : ''}`,
            ...(lost > 0 && { tone: 'danger' as const }),
          },
        ]),
    ...(cost.environments.length === 0
      ? []
      : [
          {
            name: 'Cost a month',
            value: shortDifference(cost.monthlyDifference),
            note: cost.note === null ? 'USD, estimated' : 'USD, estimated with prices of another region',
          },
        ]),
    { name: 'Required approvals', value: approvals.length.toLocaleString('en-US') },
  ];
}

function numberElement({ name, value, note, tone }: Number): Element {
  return h(
    'div',
    { class: tone === undefined ? 'number-tile' : `number-tile number-${tone}` },
    h('dt', null, name),
    h('dd', null, h('span', { class: 'big' }, value), note === undefined ? null : h('span', { class: 'note' }, note)),
  );
}

/** Formats a cost difference. Thousands of dollars are shown without cents. */
function shortDifference(amount: number): string {
  const words = difference(Math.abs(amount) < 1000 ? amount : Math.round(amount)).replace(' USD', '');
  return Math.abs(amount) < 1000 ? words : words.replace(/\.00$/, '');
}
