import type { AutoscalingPart } from '../autoscaling/types';
import type { AvailabilityPart } from '../availability/types';
import type { OwnVariables } from '../configuration/types';
import type { Monitoring, ScrapedMetrics } from '../observability/types';
import type { ServicePart } from '../services/types';
import type { WorkloadPart } from '../workload/types';

/** One further process of an application. */
export interface ProcessPart {
  readonly workload: WorkloadPart;
  /** @default it has those of the application only */
  readonly env?: OwnVariables;
  /** @default it listens on nothing */
  readonly service?: ServicePart;
  /** @default the number of pods is fixed */
  readonly autoscaling?: AutoscalingPart;
  /** @default there is at most one pod */
  readonly availability?: AvailabilityPart;
  /** How Prometheus scrapes its port `metrics`. @default it has no such port, or is not scraped */
  readonly metrics?: Pick<ScrapedMetrics, 'by' | 'path' | 'port' | 'ownPort' | 'monitorLabels'>;
  /** Its alerts. @default those of the application are off */
  readonly monitoring?: Monitoring;
}

/** The further processes of an application, by name. */
export type ProcessesPart = Readonly<Record<string, ProcessPart>>;
