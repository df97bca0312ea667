import {
  type AnyPart,
  type AppInEnvironment,
  type InCluster,
  type PodContribution,
  type Registry,
  runHook,
} from '@goldenpath/extension';

/** Makes what a part with some facts adds to the pods, if it is not known yet. */
export type MakeContribution = (
  part: AnyPart,
  facts: unknown,
  make: () => PodContribution | undefined,
) => PodContribution | undefined;

/**
 * What all parts of an application add to its pods, in the order of the registry.
 *
 * @param task What it is for, in an error.
 * @param once Makes what one part adds, or returns what it added before. @default it is made
 */
export function podContribution(
  facts: AppInEnvironment,
  common: InCluster,
  registry: Registry,
  task: string,
  once: MakeContribution = (_part, _facts, make) => make(),
): PodContribution {
  const contributions = registry.parts.flatMap((part) => {
    const own = part.factsOf(facts);
    if (own === undefined) return [];
    return once(part, own, () => contributionOf(part, own, common, task)) ?? [];
  });
  return joined(contributions);
}

/** What one part adds to the pods. */
export function contributionOf(
  part: AnyPart,
  facts: unknown,
  common: InCluster,
  task: string,
): PodContribution | undefined {
  return runHook(part.name, task, () => part.charts?.().pod?.(facts, common));
}

function joined(contributions: readonly PodContribution[]): PodContribution {
  const listOf = <Field extends ListField>(field: Field) => {
    const items = contributions.flatMap((contribution) => contribution[field] ?? []);
    return items.length === 0 ? {} : { [field]: field === 'envFrom' ? secretsLast(items) : items };
  };
  const merged = (field: 'labels' | 'annotations' | 'nodeSelector') => {
    const entries = Object.assign({}, ...contributions.map((contribution) => contribution[field]));
    return Object.keys(entries).length > 0 && { [field]: entries };
  };
  const initContainers = contributions.flatMap((contribution) => contribution.initContainers ?? []);
  const ofController = joinedByName(contributions.map(({ controllerAnnotations = {} }) => controllerAnnotations));
  return {
    ...last(contributions, 'serviceAccountName'),
    ...merged('labels'),
    ...merged('annotations'),
    ...(Object.keys(ofController).length > 0 && { controllerAnnotations: ofController }),
    ...listOf('envFrom'),
    ...listOf('env'),
    ...listOf('ports'),
    ...listOf('volumes'),
    ...listOf('volumeMounts'),
    ...(initContainers.length > 0 && { initContainers }),
    ...listOf('volumeClaimTemplates'),
    ...listOf('topologySpreadConstraints'),
    ...merged('nodeSelector'),
    ...listOf('tolerations'),
    ...(contributions.some(({ ownsVolumes }) => ownsVolumes) && { ownsVolumes: true }),
    ...last(contributions, 'affinity'),
    ...last(contributions, 'priorityClassName'),
    ...last(contributions, 'terminationGracePeriodSeconds'),
    ...last(contributions, 'runAsGroup'),
    ...last(contributions, 'fsGroup'),
  };
}

type SingleField =
  | 'serviceAccountName'
  | 'affinity'
  | 'priorityClassName'
  | 'terminationGracePeriodSeconds'
  | 'runAsGroup'
  | 'fsGroup';

/** The value of the last part that has one. */
function last(contributions: readonly PodContribution[], field: SingleField): PodContribution {
  const value = contributions.findLast((each) => each[field] !== undefined)?.[field];
  return value === undefined ? {} : { [field]: value };
}

/** Joins the values of equal names by commas. Reloader reads the names of several Secrets in this form. */
function joinedByName(all: readonly Readonly<Record<string, string>>[]): Readonly<Record<string, string>> {
  const values = new Map<string, string[]>();
  for (const [name, value] of all.flatMap((each) => Object.entries(each)))
    values.set(name, [...(values.get(name) ?? []), value]);
  return Object.fromEntries([...values].map(([name, each]) => [name, [...new Set(each)].join(',')]));
}

type ListField =
  | 'envFrom'
  | 'env'
  | 'ports'
  | 'volumes'
  | 'volumeMounts'
  | 'volumeClaimTemplates'
  | 'topologySpreadConstraints'
  | 'tolerations';

/** Where a name is in two sources, the later one wins: plain configuration never replaces a credential. */
function secretsLast<Source extends Readonly<Record<string, unknown>>>(sources: readonly Source[]): Source[] {
  const isSecret = (source: Source) => source['secretRef'] !== undefined;
  return [...sources.filter((source) => !isSecret(source)), ...sources.filter(isSecret)];
}
