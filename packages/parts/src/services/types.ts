/** A further port of a Service. It has the number of the container's port. */
export interface ServicePort {
  readonly name: string;
  readonly port: number;
  readonly protocol: 'http' | 'grpc' | 'tcp' | 'udp';
}

export interface ServicePart {
  readonly name: string;
  readonly headless: boolean;
  readonly port: number;
  readonly portName: string;
  readonly targetPort: number;
  /** What the first port speaks. @default HTTP or a protocol over TCP that is not known */
  readonly protocol?: 'grpc' | 'udp';
  /** @default none */
  readonly furtherPorts?: readonly ServicePort[];
  /** DNS name inside the cluster. */
  readonly dnsName: string;
}

declare module '@goldenpath/extension' {
  interface WrittenReviewRules {
    'port-dropped': true;
  }
}
