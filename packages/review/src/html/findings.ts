import type { Finding, Review } from '../review';
import { type Element, h } from '../text/element';
import { byUrgency } from '../text/words';
import { item } from './facets';
import { codeText, firstAndMore, leftOut, pill, section, text, withCode } from './pieces';

const MOST = 600;
/** So many are read one after the other. */
const FIRST = 20;

/** What whoever reads the review should know before anything else. */
export function findingsSection({ findings }: Review): Element | null {
  if (findings.length === 0) return null;
  const shown = byUrgency(findings).slice(0, MOST);
  return section(
    'findings',
    'Findings',
    findings.length,
    firstAndMore(shown.map(card), FIRST, (some) => h('ul', { class: 'cards' }, some)),
    leftOut(findings.length - shown.length, 'finding'),
  );
}

function card({ rule, severity, app, environment, message, remedy, overridden }: Finding): Element {
  const tone = overridden === null ? severity : 'accepted';
  return h(
    'li',
    {
      class: `card finding finding-${tone}`,
      tabindex: '-1',
      ...item({ apps: [app], environments: [environment], severity }),
    },
    h(
      'h3',
      null,
      pill(tone, overridden === null ? severity : `${severity}, accepted`),
      ' ',
      h(
        'span',
        { class: 'where' },
        app === null ? 'the platform' : codeText(app),
        environment === null ? null : [' in ', codeText(environment)],
      ),
    ),
    h('p', { class: 'message' }, withCode(message)),
    overridden === null
      ? h('p', { class: 'remedy' }, withCode(remedy))
      : h('p', { class: 'reason' }, h('strong', null, 'Accepted: '), text(overridden)),
    h('p', { class: 'rule' }, 'rule ', codeText(rule)),
  );
}
