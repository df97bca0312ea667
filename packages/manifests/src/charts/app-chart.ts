import { type App, Chart } from 'cdk8s';
import type { AppInEnvironment, WorkloadPart } from '@goldenpath/model';
import { addConfigMap } from './config-map';
import { addDeployment } from './deployment';
import { addExternalSecret } from './external-secret';
import { addHorizontalPodAutoscaler } from './horizontal-pod-autoscaler';
import { addPodDisruptionBudget } from './pod-disruption-budget';
import { addRoute } from './route';
import { addService } from './service';
import { addStatefulSet } from './stateful-set';

/** The objects of one application in one environment, part by part. */
export class AppChart extends Chart {
  /**
   * @param image What the container's `image` says.
   */
  constructor(scope: App, facts: AppInEnvironment, workload: WorkloadPart, image: string) {
    // The same for all: constructs keep children as properties, and V8 slows down with each name that it has not seen.
    super(scope, 'application', { namespace: facts.namespace, labels: { ...facts.labels } });
    const { credentials, configuration, route, availability, autoscaling } = facts;
    addWorkload(this, facts, workload, image);
    for (const service of facts.services ?? []) addService(this, facts, service);
    if (credentials) addExternalSecret(this, credentials);
    if (configuration) addConfigMap(this, configuration);
    if (route) addRoute(this, workload.name, route);
    if (availability) addPodDisruptionBudget(this, facts, workload.name, availability);
    if (autoscaling) addHorizontalPodAutoscaler(this, workload, autoscaling);
  }
}

const addWorkload: typeof addDeployment = (chart, facts, workload, image) => {
  const add = workload.controller === 'StatefulSet' ? addStatefulSet : addDeployment;
  add(chart, facts, workload, image);
};
