export interface ServicePart {
  readonly name: string;
  readonly headless: boolean;
  readonly port: number;
  readonly portName: string;
  readonly targetPort: number;
  /** DNS name inside the cluster. */
  readonly dnsName: string;
}
