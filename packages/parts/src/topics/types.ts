import type { CloudResource, CloudResources } from '../cloud/resource';

/** A topic of an application in one environment. */
export interface TopicFacts extends CloudResource {
  readonly fifo: boolean;
}

/** The topics of an application in one environment, by their name in the spec. */
export type TopicsPart = CloudResources<TopicFacts>;
