/** The variables that an entry of `uses` adds to the pods. */
export interface VariablesOfUse {
  readonly host: string;
  readonly port: string;
  readonly url: string;
}

/** Returns the name of the variable for a further port: `podinfo` and `grpc-web` give `PODINFO_PORT_GRPC_WEB`. */
export function variableOfPort(name: string, port: string): string {
  return `${variablesOfUse(name).port}_${port.toUpperCase().replaceAll('-', '_')}`;
}

/** Returns the names of the variables for an application: `orders-api` gives `ORDERS_API_HOST`, `…_PORT` and `…_URL`. */
export function variablesOfUse(name: string): VariablesOfUse {
  const stem = name.toUpperCase().replaceAll('-', '_');
  return { host: `${stem}_HOST`, port: `${stem}_PORT`, url: `${stem}_URL` };
}
