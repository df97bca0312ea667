import type { Exposure } from '@goldenpath/extension';

/** The certificate of a host: its own from an issuer, or one that all hosts share. */
export type RouteTls =
  | { readonly clusterIssuer: string; readonly secretName: string; readonly isShared?: undefined }
  | { readonly isShared: true; readonly secretName?: string; readonly clusterIssuer?: undefined };

/** The route from outside the cluster. */
export interface RoutePart {
  readonly host: string;
  readonly url: string;
  readonly serviceName: string;
  readonly servicePort: number;
  readonly exposure: Exposure;
  /** The application's own annotations. @default none */
  readonly annotations?: Readonly<Record<string, string>>;
  /** Present where the host has a certificate. */
  readonly tls?: RouteTls;
}
