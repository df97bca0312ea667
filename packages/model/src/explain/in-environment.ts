import {
  type AppInEnvironment,
  type Origin,
  type Path,
  type Registry,
  shownAccountOf,
  valueAt,
} from '@goldenpath/extension';
import type { ExplainedFact } from './explained-fact';
import { explainedLeaves } from './leaves';
import { groupOf, groupOfPart, onceSettings, partTables } from './part-tables';
import { sourceOf } from './source-of';
import type { Subject } from './subject';
import { IN_ENVIRONMENT } from './tables';

/** Returns every fact of an application in one environment. */
export function explainInEnvironment(facts: AppInEnvironment, subject: Subject): ExplainedFact[] {
  const made = explainLeaves(facts, subject);
  const others = explainOtherSettings(made, facts.environment, subject);
  return [...made, ...explainAccount(facts.environment, subject), ...others];
}

/** Explains in which account and region the environment is, if the platform has several accounts. */
function explainAccount(environment: string, subject: Subject): ExplainedFact[] {
  const { platform, environmentIndex, writtenPlatform } = subject;
  const { account, region } = shownAccountOf(platform, environment);
  if (account === undefined) return [];
  return Object.entries({ accountId: account, region }).map(([field, value]) => {
    const own = ['environments', environmentIndex, 'aws', field];
    const path = valueAt(writtenPlatform, own) === undefined ? ['aws', field] : own;
    return {
      fact: `aws.${field}`,
      group: 'Where it runs',
      environment,
      value,
      source: sourceOf({ of: 'platform', path }, subject),
    };
  });
}

function explainLeaves(facts: AppInEnvironment, subject: Subject): ExplainedFact[] {
  const { registry } = subject.fleet;
  const table = { ...IN_ENVIRONMENT, ...partTables(registry, subject.spec.kind, 'facts') };
  return explainedLeaves(facts, table).map(({ path, value, explain }) => {
    const explanation = explain(subject, path);
    const isSetting = explanation.of === 'setting' && explanation.because === undefined;
    return {
      fact: isSetting ? explanation.setting.join('.') : nameOf(path, facts),
      group: groupOf(String(path[0]), registry),
      environment: facts.environment,
      value,
      source: sourceOf(explanation, subject),
      where: ['environments', facts.environment, ...path].join('.'),
    };
  });
}

/** Returns the display name of a fact: list items by their names, and the environment's stack and tags. */
function nameOf([first = '', ...rest]: Path, facts: AppInEnvironment): string {
  const name = first === 'stack' ? 'environmentStack' : first === 'tags' ? 'environmentTags' : first;
  const named = rest.map((step, index) => {
    const item = valueAt(facts, [first, ...rest.slice(0, index + 1)]);
    const itemName = typeof step === 'number' ? valueAt(item, ['name']) : undefined;
    return typeof itemName === 'string' ? itemName : step;
  });
  return [name, ...named].join('.');
}

/** Explains settings that no fact copies, such as `ingress`, or storage that a shared instance does not use. */
function explainOtherSettings(
  explained: readonly ExplainedFact[],
  environment: string,
  subject: Subject,
): ExplainedFact[] {
  const { registry } = subject.fleet;
  const known = new Set([...explained.map(({ fact }) => fact), ...onceSettings(registry, subject.spec.kind), 'risk']);
  return [...subject.origins]
    .filter(([name]) => !known.has(name))
    .flatMap(([name, { part, origin }]) => {
      const setting = name.split('.');
      const value = settingAt(subject, part, setting) ?? writtenValue(origin, subject);
      if (value === undefined) return [];
      const source = sourceOf({ of: 'setting', setting }, subject);
      return [{ fact: name, group: groupOfSetting(part, registry), environment, value, source }];
    });
}

function groupOfSetting(name: string, registry: Registry): string {
  const part = registry.part(name);
  return part === undefined ? name : groupOfPart(part);
}

/** Returns a setting as it is written, if the resolved settings have it in another shape; `undefined` for a default. */
function writtenValue(origin: Origin, { app, fleet }: Subject): unknown {
  if (origin.from === 'default') return undefined;
  return valueAt((origin.from === 'platform' ? fleet.platformDocument : app.document).value, origin.path);
}

/** Returns a setting by its path in the spec: a field of its own, or a field below the part's name. */
function settingAt({ settings }: Subject, part: string, path: Path): unknown {
  return valueAt(settings[part], path) ?? valueAt(settings, path);
}
