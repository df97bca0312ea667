import { counted } from '@goldenpath/extension';
import { causeCount, type Commit, type Review, affectedEnvironments } from '@goldenpath/review';
import { shortened } from '../text/visible';
import { difference, firstOf, resourceWords } from '../text/words';
import { unique } from '../text/object-groups';
import type { Section } from './fit';
import { code, prose } from './text';

/** Longer summaries are cut. */
const LONGEST_SENTENCE = 300;

/** Returns the heading with the verdict, the compared commits and a line for each kind of result. */
export function headSection(review: Review, marker: string, artifact: string | undefined): Section {
  const { verdict, base, head } = review;
  const sign = verdict.blocked ? '⛔ Blocked' : '✅ Nothing blocks';
  const opening = [
    `${marker}\n## ${sign}\n\n**${prose(shortened(verdict.summary, LONGEST_SENTENCE))}**`,
    `${commitText(base)} → ${commitText(head)}${artifact === undefined ? '' : ` · ${artifact}`}`,
    factsOf(review)
      .map((fact) => `- ${fact}`)
      .join('\n'),
  ].join('\n\n');
  return { opening, units: [], separator: '\n', closing: '', leftOut: () => '' };
}

function factsOf({ affected, findings, resources, plans, cost, approvals }: Review): string[] {
  const environments = affectedEnvironments(affected);
  const unaccepted = findings.filter(({ overridden }) => overridden === null);
  const severities = (['danger', 'warning', 'info'] as const)
    .map((severity) => ({ severity, count: causeCount(unaccepted.filter((finding) => finding.severity === severity)) }))
    .filter(({ count }) => count > 0)
    .map(({ severity, count }) =>
      severity === 'info' ? `${count.toLocaleString('en-US')} info` : counted(count, severity),
    );
  const accepted = causeCount(findings.filter(({ overridden }) => overridden !== null));
  return [
    `Affected: ${whatText(affected)}${
      environments.length === 0
        ? ''
        : ` in ${firstOf(
            environments.map((name) => code(shortened(name, 60))),
            6,
          )}`
    }`,
    `Findings: ${[...severities, ...(accepted > 0 ? [`${accepted.toLocaleString('en-US')} accepted`] : [])].join(', ') || 'none'}`,
    ...(plans.source === 'none' && plans.stacks.length === 0 ? [] : [`Resources: ${resourcesText(resources, plans)}`]),
    ...(cost.environments.length === 0
      ? []
      : [
          `Cost: ${difference(cost.monthlyDifference)} a month, estimated${cost.note === null ? '' : ' with prices of another region'}`,
        ]),
    ...(approvals.length === 0 ? [] : [`Required approvals: ${counted(approvals.length, 'team')}`]),
  ];
}

/** Returns the number of affected applications, and whether the platform itself is affected. */
function whatText(affected: Review['affected']): string {
  const apps = unique(affected.flatMap(({ app }) => app ?? []));
  const own = affected.some(({ app }) => app === null) ? ['the platform itself'] : [];
  return (
    [...(apps.length === 0 ? [] : [counted(apps.length, 'application')]), ...own].join(' and ') ||
    'nothing that is deployed'
  );
}

function resourcesText(resources: Review['resources'], { source, stacks }: Review['plans']): string {
  return `${resourceWords(resources).join(', ')}${stacks.length === 0 ? '' : simulated(source)}`;
}

/** Marks numbers that come from a simulated plan. */
export function simulated(source: Review['plans']['source']): string {
  return source === 'simulated' ? ' — ⚠ SIMULATED' : '';
}

function commitText({ ref, commit }: Commit): string {
  const name = code(shortened(ref, 120));
  return commit === null || commit === ref ? name : `${name} (${code(commit.slice(0, 7))})`;
}
