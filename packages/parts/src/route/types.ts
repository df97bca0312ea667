import type { Exposure } from '@goldenpath/extension';

/** The route from outside the cluster. */
export interface RoutePart {
  readonly host: string;
  readonly url: string;
  readonly serviceName: string;
  readonly servicePort: number;
  readonly exposure: Exposure;
  readonly tls?: { readonly clusterIssuer: string; readonly secretName: string };
}
