import { createHash } from 'node:crypto';
import type { Registry } from '@goldenpath/extension';
import { manifestsMask, type Review, type FleetVersions } from '@goldenpath/review';
import { asset } from '../text/asset';
import { type Element, h, markup, rawElement } from '../text/element';
import { cut, visible } from '../text/visible';
import { affectedSection, dependentsSection, platformSection } from './affected';
import { filtersForm, helpDialog } from './filters';
import { findingsSection } from './findings';
import { objectsSection } from './objects';
import { approvalsSection, costSection } from './people';
import { picturesSection } from './pictures';
import { plansSection } from './plans';
import { pageHeader, verdictSection } from './top';

/**
 * Returns a review as one self-contained HTML page: no network access, no other file. The page is readable without its script, which adds
 * filters and keyboard navigation. Secret values are masked.
 *
 * @param versions - The fleet before and after, for the graphs and for whole manifests side by side.
 */
export function reviewPage(review: Review, versions: FleetVersions, registry: Registry): string {
  const style = ['colours.css', 'graph.css', 'page.css'].map((name) => asset(name as 'page.css')).join('\n');
  const script = asset('page.js');
  const title = cut(visible(`Plan review: ${review.verdict.summary}`), 120);
  const page = h(
    'html',
    { lang: 'en' },
    h(
      'head',
      null,
      h('meta', { charset: 'utf-8' }),
      h('meta', { 'http-equiv': 'Content-Security-Policy', content: policyOf(style, script) }),
      h('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
      h('meta', { name: 'referrer', content: 'no-referrer' }),
      h('title', null, title),
      rawElement('style', null, style),
    ),
    pageBody(review, versions, registry, script),
  );
  return `<!doctype html>\n${markup(page)}\n`;
}

/** Returns a content security policy that blocks every request and allows only this page's own style and script. */
function policyOf(style: string, script: string): string {
  const hash = (content: string): string => `'sha256-${createHash('sha256').update(content).digest('base64')}'`;
  return `default-src 'none'; style-src ${hash(style)}; script-src ${hash(script)}; base-uri 'none'; form-action 'none'`;
}

interface Part {
  readonly id: string;
  readonly name: string;
  readonly element: Element | null;
}

function pageBody(review: Review, versions: FleetVersions, registry: Registry, script: string): Element {
  const owners = new Map(
    [...versions.base.facts.apps, ...versions.head.facts.apps].map(({ name, owner }) => [name, owner]),
  );
  const parts: readonly Part[] = [
    { id: 'findings', name: 'Findings', element: findingsSection(review) },
    { id: 'platform', name: 'The platform', element: platformSection(review) },
    { id: 'picture', name: 'The picture', element: picturesSection(review, versions, registry) },
    { id: 'affected', name: 'Affected', element: affectedSection(review, owners) },
    { id: 'approvals', name: 'Required approvals', element: approvalsSection(review) },
    { id: 'plans', name: 'Cloud resources', element: plansSection(review) },
    {
      id: 'objects',
      name: 'Manifests',
      element: objectsSection(review, versions, manifestsMask(review, versions, registry)),
    },
    { id: 'dependents', name: 'Dependents', element: dependentsSection(review) },
    { id: 'cost', name: 'Cost', element: costSection(review) },
  ];
  const shown = parts.filter(({ element }) => element !== null);
  return h(
    'body',
    null,
    h('a', { class: 'skip', href: '#main' }, 'Skip to the review'),
    pageHeader(review),
    h(
      'div',
      { class: 'layout' },
      shown.length === 0
        ? null
        : h(
            'nav',
            { 'aria-label': 'Parts of the review' },
            h(
              'ul',
              null,
              shown.map(({ id, name }) => h('li', null, h('a', { href: `#${id}` }, name))),
            ),
          ),
      h(
        'main',
        { id: 'main', tabindex: '-1' },
        verdictSection(review),
        shown.length === 0 ? null : filtersForm(review),
        shown.map(({ element }) => element),
      ),
    ),
    helpDialog(),
    rawElement('script', null, script),
  );
}
