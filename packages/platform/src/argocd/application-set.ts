import { LABELS, type PlatformObject, wave } from '../object';
import { ARGOCD_API, ARGOCD_NAMESPACE } from './settings';

/** An ApplicationSet: what it finds, and the Application that it makes of each. */
export interface ApplicationSetInput {
  readonly name: string;
  readonly generators: readonly unknown[];
  /** The name of an Application, as a Go template. */
  readonly application: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly spec: Readonly<Record<string, unknown>>;
  /** The sync wave of the ApplicationSet itself. @default 0 */
  readonly wave?: number;
  /** Whether the objects of an Application stay in the cluster when the Application is removed. */
  readonly keepsObjects: boolean;
}

/** Returns an ApplicationSet. An Application that it no longer finds is removed. */
export function applicationSet(input: ApplicationSetInput): PlatformObject {
  const { name, generators, application, labels, annotations, spec, keepsObjects } = input;
  return {
    apiVersion: ARGOCD_API,
    kind: 'ApplicationSet',
    metadata: {
      name,
      namespace: ARGOCD_NAMESPACE,
      labels: LABELS,
      ...(input.wave !== undefined && { annotations: wave(input.wave) }),
    },
    spec: {
      goTemplate: true,
      goTemplateOptions: ['missingkey=error'],
      generators,
      syncPolicy: { preserveResourcesOnDeletion: keepsObjects },
      template: {
        metadata: {
          name: application,
          labels: { ...LABELS, ...labels },
          ...(annotations !== undefined && { annotations }),
        },
        spec,
      },
    },
  };
}
