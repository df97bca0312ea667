import type { KubernetesObject, ReleasedImage } from '@goldenpath/kustomize';
import { App } from 'cdk8s';
import type { AppInEnvironment, ContainerImage } from '@goldenpath/model';
import { AppChart } from './app-chart';
import { imageName, pulledImage } from './container-image';
import { inReadingOrder } from './key-order';

/**
 * The whole Kubernetes objects of an application in one environment, as the cluster is to have them.
 *
 * @param released The image that runs there. @default the tag that the facts begin with
 * @returns no objects where there is no workload.
 */
export function renderApp(facts: AppInEnvironment, released?: ReleasedImage): KubernetesObject[] {
  return render(facts, (image) => pulledImage(image, released));
}

/** As {@link renderApp}, with a bare name for the image that is released. */
export function renderForBase(facts: AppInEnvironment): KubernetesObject[] {
  return render(facts, imageName);
}

function render(facts: AppInEnvironment, imageText: (image: ContainerImage) => string): KubernetesObject[] {
  const { workload } = facts;
  if (workload === undefined) return [];
  // One App for each rendering: a chart validates and orders the whole App that it is in, every time.
  const objects: KubernetesObject[] = new AppChart(new App(), facts, workload, imageText(workload.image)).toJson();
  return objects.map(inReadingOrder);
}
