import type { Review } from '@goldenpath/review';
import { type Content, type Element, h } from '../text/element';
import { type FindingGroup, findingGroups } from '../text/finding-groups';
import { byUrgency } from '../text/words';
import { item, PLATFORM } from './facets';
import { codeText, firstAndMore, leftOut, pill, section, text, withCode } from './components';

const MOST = 600;
/** Findings shown before the rest is folded. */
const FIRST = 20;
const MOST_LINES = 8;

/** Returns the section with the findings, grouped by cause, most severe first. */
export function findingsSection({ findings }: Review): Element | null {
  if (findings.length === 0) return null;
  const groups = findingGroups(byUrgency(findings));
  const shown = groups.slice(0, MOST);
  const left = groups.slice(MOST).reduce((sum, { count }) => sum + count, 0);
  return section(
    'findings',
    'Findings',
    findings.length,
    firstAndMore(shown.map(card), FIRST, (some) => h('ul', { class: 'cards' }, some)),
    leftOut(left, 'finding'),
  );
}

function card({ rules, severity, apps, cause, environments, messages, remedies, overridden }: FindingGroup): Element {
  const tone = overridden === null ? severity : 'accepted';
  return h(
    'li',
    { class: `card finding finding-${tone}`, tabindex: '-1', ...item({ apps, environments, severity }) },
    h(
      'h3',
      null,
      pill(tone, overridden === null ? severity : `${severity}, accepted`),
      ' ',
      h(
        'span',
        { class: 'where' },
        apps.slice(0, MOST_LINES).flatMap((app) => [app === null ? PLATFORM : codeText(app), ' ']),
        apps.length > MOST_LINES ? `and ${apps.length - MOST_LINES} more` : null,
        environments.length === 0 ? null : 'in ',
        environments.slice(0, MOST_LINES).flatMap((name) => [codeText(name), ' ']),
      ),
    ),
    h('p', { class: 'quiet' }, 'Cause: ', text(cause, 500)),
    lines(messages, 'message'),
    overridden === null
      ? lines(remedies, 'remedy')
      : h('p', { class: 'reason' }, h('strong', null, 'Accepted: '), text(overridden)),
    h(
      'p',
      { class: 'rule' },
      rules.length === 1 ? 'rule ' : 'rules ',
      rules.flatMap((rule) => [codeText(rule), ' ']),
    ),
  );
}

function lines(sentences: readonly string[], tone: string): Content {
  const more = sentences.length - MOST_LINES;
  const shown = sentences.slice(0, MOST_LINES);
  return [
    shown.length === 1
      ? h('p', { class: tone }, withCode(shown[0] ?? ''))
      : h(
          'ul',
          { class: `${tone} several` },
          shown.map((sentence) => h('li', null, withCode(sentence))),
        ),
    more > 0 ? h('p', { class: 'quiet' }, `and ${more} more`) : null,
  ];
}
