export interface ServicePart {
  readonly name: string;
  readonly headless: boolean;
  readonly port: number;
  readonly portName: string;
  readonly targetPort: number;
}
