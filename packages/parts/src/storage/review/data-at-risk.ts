import { factsOfPart, findingIn, type RuleFinding, type Severity } from '@goldenpath/extension';
import { type ImageVersion, imageVersion } from '../../workload/review/image-version';
import type { WorkloadPart } from '../../workload/types';
import type { StorageInEnvironment, StorageRule } from './change';

const READ =
  'Back up the volume, read how the program moves its data to the new version, and try it in another environment first.';
const MOVE = 'Back up the volume, and move the data to where the program will look before the release.';
const OWN =
  'Back up the volume, and change the owner of the files before the release: many programs refuse files of another user.';

/** A reason why a program cannot use the data of its volume. */
interface Risk {
  readonly severity: Severity;
  readonly what: string;
  readonly remedy: string;
}

/** Reports a change after which a program may not read the data of its volume, or may not find it. */
export const dataAtRisk: StorageRule = {
  id: 'data-at-risk',
  rank: 74,
  severity: 'danger; warning for an older version of the same major version, or where versions cannot be compared',
  firesOn:
    'A stateful application that keeps its volumes and gets another program, another major version, an older version, another mount path or another user.',
  advice: `${READ} ${MOVE} ${OWN}`,
  find: ({ inEnvironments }) =>
    inEnvironments.flatMap((pair): RuleFinding[] => {
      if (!keepsVolumes(pair)) return [];
      return [...ofImage(pair), ...ofMountPath(pair), ...ofUser(pair)].map(({ severity, what, remedy }) =>
        findingIn(pair, severity, `${what}, on the volumes of ${pair.app} in ${pair.environment}.`, remedy),
      );
    }),
};

function keepsVolumes({ base, head, of }: StorageInEnvironment): boolean {
  const isHere = base !== undefined && base.volumeName === head?.volumeName;
  return isHere && of.base?.namespace === of.head?.namespace;
}

function workloadsOf({ of }: StorageInEnvironment): readonly (WorkloadPart | undefined)[] {
  return [factsOfPart<WorkloadPart>(of.base, 'workload'), factsOfPart<WorkloadPart>(of.head, 'workload')];
}

function ofImage(pair: StorageInEnvironment): Risk[] {
  const [before, after] = workloadsOf(pair).map((workload) => workload && referenceOf(workload));
  if (before === undefined || after === undefined || before === after) return [];
  const risk = riskOfVersions(imageVersion(before), imageVersion(after));
  if (risk === undefined) return [];
  return [{ severity: risk.severity, what: `${after} ${risk.why} ${before}`, remedy: READ }];
}

/** The image that is built is the same program in every version. */
function referenceOf({ image }: WorkloadPart): string {
  return image.source === 'upstream' ? image.reference : image.placeholder;
}

function riskOfVersions(
  before: ImageVersion,
  after: ImageVersion,
): { readonly severity: Severity; readonly why: string } | undefined {
  if (before.repository !== after.repository)
    return { severity: 'danger', why: 'may not read what another program wrote:' };
  const [old, now] = [before.numbers, after.numbers];
  if (old.length === 0 || now.length === 0) return { severity: 'warning', why: 'may be another major version than' };
  if (majorOf(old) !== majorOf(now))
    return { severity: 'danger', why: 'may not read the data of another major version,' };
  return isOlder(now, old) ? { severity: 'warning', why: 'may not read the data of the newer' } : undefined;
}

/** Before 1.0, each minor version can change everything. */
function majorOf([major = 0, minor = 0]: readonly number[]): string {
  return major === 0 ? `0.${minor}` : String(major);
}

/** A number that one of two versions does not have counts as equal: `17` is any of 17. */
function isOlder(version: readonly number[], than: readonly number[]): boolean {
  const index = version.findIndex((number, at) => number !== (than[at] ?? number));
  return index >= 0 && (version[index] ?? 0) < (than[index] ?? 0);
}

function ofMountPath({ base, head }: StorageInEnvironment): Risk[] {
  const [before, after] = [base?.mountPath, head?.mountPath];
  if (before === undefined || before === after) return [];
  return [
    {
      severity: 'danger',
      what: `The data moves from ${before} to ${after}, where the program may not look`,
      remedy: MOVE,
    },
  ];
}

function ofUser(pair: StorageInEnvironment): Risk[] {
  const [before, after] = workloadsOf(pair).map((workload) => workload?.runAsUser);
  if (before === undefined || after === undefined || before === after) return [];
  return [{ severity: 'danger', what: `User ${after} may not read the files of user ${before}`, remedy: OWN }];
}
