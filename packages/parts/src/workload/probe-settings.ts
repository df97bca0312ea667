import type { Layers } from '@goldenpath/extension';
import type { ProbeType, WrittenRunningCheck, WrittenStartupCheck } from './probe-schema';

/** The checks of the container. What is not there is as `probe` says. */
export interface ProbesSettings {
  readonly startup?: WrittenStartupCheck;
  readonly liveness?: WrittenRunningCheck;
  readonly readiness?: WrittenRunningCheck;
}

/** The fields of a check by the type of check that they belong to. */
const FIELDS_OF_TYPE = { path: 'http', scheme: 'http', service: 'grpc', command: 'exec' } as const;

const ASKS = ['type', 'path', 'port', 'scheme', 'service', 'command'] as const;
const TIMES = ['periodSeconds', 'timeoutSeconds'] as const;
const FIELDS = {
  startup: [...ASKS, ...TIMES, 'seconds'],
  liveness: [...ASKS, ...TIMES, 'failureThreshold'],
  readiness: [...ASKS, ...TIMES, 'failureThreshold'],
} as const;

/** The checks of a container, in the order of the fields. */
export const CHECKS = ['startup', 'liveness', 'readiness'] as const;

/** Returns the checks that a spec says something about, field by field. */
export function probesSettings(layers: Layers): ProbesSettings {
  const written = layers.names(['probes']);
  const checks = CHECKS.filter((check) => written.includes(check)).map(
    (check) => [check, fieldsOf(layers, check)] as const,
  );
  return Object.fromEntries(checks.filter(([, fields]) => Object.keys(fields).length > 0));
}

function fieldsOf(layers: Layers, check: (typeof CHECKS)[number]): Readonly<Record<string, unknown>> {
  const fields = FIELDS[check].map((field) => [field, layers.tryPick<unknown>(['probes', check, field])] as const);
  return Object.fromEntries(fields.filter(([, value]) => value !== undefined));
}

/** Returns whether a check asks something of its own. */
export function asksItself(check: WrittenRunningCheck | WrittenStartupCheck | undefined): boolean {
  return check !== undefined && ASKS.some((field) => check[field] !== undefined);
}

/** Returns how a check asks: as it says, as its fields imply, or as `probe` says. */
export function typeOfCheck(check: WrittenRunningCheck | WrittenStartupCheck, probe: ProbeType): ProbeType {
  if (check.type !== undefined) return check.type;
  const [implied] = fieldsThatImply(check);
  return implied === undefined ? probe : FIELDS_OF_TYPE[implied];
}

function fieldsThatImply(check: WrittenRunningCheck): (keyof typeof FIELDS_OF_TYPE)[] {
  return (Object.keys(FIELDS_OF_TYPE) as (keyof typeof FIELDS_OF_TYPE)[]).filter((field) => check[field] !== undefined);
}

/** Returns the fields of a check that its type does not have. */
export function fieldsWithoutEffect(check: WrittenRunningCheck, type: ProbeType): string[] {
  const ofOtherTypes = fieldsThatImply(check).filter((field) => FIELDS_OF_TYPE[field] !== type);
  const hasPort = type !== 'exec' && type !== 'none';
  return [...ofOtherTypes, ...(check.port !== undefined && !hasPort ? ['port'] : [])];
}
