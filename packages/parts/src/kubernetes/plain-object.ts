import { ApiObject, type ApiObjectProps, Chart } from 'cdk8s';
import type { Construct } from 'constructs';

/**
 * A Kubernetes object in a chart, made of plain data: what `KubeDeployment.manifest(…)` gives, or a custom resource.
 *
 * It gets the chart's namespace and labels. As there is nothing in it that cdk8s would have to resolve first, it is
 * written out as it is, which takes a quarter of the time.
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
