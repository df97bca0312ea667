import { type Path, valueAt } from '@goldenpath/spec';
import type { AppInEnvironment } from '../facts';
import { serviceDnsName } from '../names';
import type { ExplainedFact } from './explained-fact';
import type { ExplanationTable } from './explanation';
import { groupInEnvironment } from './groups';
import { explainedLeaves } from './leaves';
import type { Place } from './place';
import { DATA } from './rules/database';
import { LOCATION } from './rules/identity';
import { NETWORK } from './rules/network';
import { STACK } from './rules/stack';
import { WORKLOAD } from './rules/workload';
import { sourceOf } from './source-of';

const IN_ENVIRONMENT: ExplanationTable = { ...LOCATION, ...WORKLOAD, ...NETWORK, ...DATA, ...STACK };

/** Settings that decide nothing by themselves in one environment: the application as a whole tells of them. */
const OF_THE_APP = ['risk', 'runtime'];

/** Every fact of an application in one environment. */
export function explainInEnvironment(facts: AppInEnvironment, place: Place): ExplainedFact[] {
  const made = [...explainLeaves(facts, place), ...explainDnsNames(facts, place)];
  return [...made, ...explainOtherSettings(made, facts.environment, place)];
}

function explainLeaves(facts: AppInEnvironment, place: Place): ExplainedFact[] {
  return explainedLeaves(facts, IN_ENVIRONMENT).map(({ path, value, explain }) => {
    const explanation = explain(place, path);
    const isSetting = explanation.of === 'setting' && explanation.because === undefined;
    return {
      fact: isSetting ? explanation.setting.join('.') : nameOf(path, facts),
      group: groupInEnvironment(String(path[0])),
      environment: facts.environment,
      value,
      source: sourceOf(explanation, place),
      where: ['environments', facts.environment, ...path].join('.'),
    };
  });
}

/** What stands at a path, as people read it: a Service by its name, and not as what the application has of the same name. */
function nameOf([first, second, ...rest]: Path, { services }: AppInEnvironment): string {
  if (first === 'services') return [first, services[Number(second)]?.name, ...rest].join('.');
  const name = first === 'stack' ? 'environmentStack' : first === 'tags' ? 'environmentTags' : first;
  return [name, ...(second === undefined ? [] : [second]), ...rest].join('.');
}

function explainDnsNames({ environment, namespace, services }: AppInEnvironment, place: Place): ExplainedFact[] {
  return services.map(({ name }) => ({
    fact: `services.${name}.dnsName`,
    group: 'Network',
    environment,
    value: serviceDnsName(name, namespace),
    source: sourceOf({ of: 'spec', path: ['name'], because: '`{service}.{namespace}.svc.cluster.local`' }, place),
  }));
}

/** Settings that no fact is a copy of, such as `ingress`, or the storage that a shared instance does not look at. */
function explainOtherSettings(made: readonly ExplainedFact[], environment: string, place: Place): ExplainedFact[] {
  const told = new Set([...made.map(({ fact }) => fact), ...OF_THE_APP]);
  return [...place.origins.keys()]
    .filter((name) => !told.has(name))
    .map((name) => {
      const setting = name.split('.');
      return {
        fact: name,
        group: groupInEnvironment(setting[0] ?? ''),
        environment,
        value: settingAt(place, setting),
        source: sourceOf({ of: 'setting', setting }, place),
      };
    });
}

function settingAt({ settings }: Place, path: Path): unknown {
  return valueAt(settings, path) ?? valueAt(settings.workload, path);
}
