import { type Acceptance, acceptanceOf, type RuleFinding } from '@goldenpath/extension';
import type { FleetChange } from '../fleet/fleet-change';
import { compareText } from '../order';
import type { Affected, Finding, Severity } from '../review';
import { type Cause, causesOf, fieldsByRule } from './causes';
import { findByRules, type FoundByRule, reviewRules } from './index';

const SEVERITIES: readonly Severity[] = ['danger', 'warning', 'info'];

/** Returns the findings of all rules, most severe first, then in order of rule, application and environment. */
export function findAll(change: FleetChange, affected: readonly Affected[]): Finding[] {
  const causeOf = causesOf(affected, fieldsByRule(change.registry));
  const places = new Map(change.environments.map(({ name }, index) => [name, index]));
  const order = ({ environment }: Finding) => (environment === null ? -1 : (places.get(environment) ?? 0));
  const rank = new Map(reviewRules(change.registry).map(({ id }, index) => [id, index]));
  return findByRules(change)
    .map((found) => findingOf(change, found, causeOf(found.rule, found.found)))
    .sort(
      (a, b) =>
        SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
        (rank.get(a.rule) ?? rank.size) - (rank.get(b.rule) ?? rank.size) ||
        compareText(a.app ?? '', b.app ?? '') ||
        order(a) - order(b) ||
        compareText(a.message, b.message),
    );
}

function findingOf(change: FleetChange, { rule, found }: FoundByRule, cause: Cause): Finding {
  const { severity, app, environment, message, remedy } = found;
  const accepted = acceptanceOf(acceptances(change, app), rule, {
    ...(app !== null && { app }),
    ...(environment !== null && { environment }),
  });
  const way = severity === 'info' ? '' : ` ${wayToAccept(change, rule, { app, environment }, cause)}`;
  return {
    rule,
    severity,
    app,
    environment,
    message,
    remedy: remedy + way,
    cause: cause.text,
    overridden: accepted?.reason ?? null,
  };
}

/** Returns the acceptances of an application and of the platform. For a removed application, its last spec counts. */
function acceptances({ head, appsByName }: FleetChange, app: string | null): readonly Acceptance[] {
  const pair = app === null ? undefined : appsByName.get(app);
  return [...((pair?.head ?? pair?.base)?.accept ?? []), ...head.facts.platform.accept];
}

/** Returns how to accept a finding: in the platform file if the platform is its cause or the application is removed. */
function wayToAccept(
  { appsByName }: FleetChange,
  rule: string,
  { app, environment }: Pick<RuleFinding, 'app' | 'environment'>,
  { isPlatform }: Cause,
): string {
  const speaksForItself = !isPlatform && app !== null && appsByName.get(app)?.head !== undefined;
  const fields = [
    `rule: ${rule}`,
    ...(app !== null && !speaksForItself ? [`apps: [${app}]`] : []),
    ...(environment === null ? [] : [`environments: [${environment}]`]),
    'reason: …',
  ];
  const where = speaksForItself ? `the spec of ${app}` : 'the platform file';
  return `To accept it, add \`accept: [{ ${fields.join(', ')} }]\` to ${where}.`;
}
