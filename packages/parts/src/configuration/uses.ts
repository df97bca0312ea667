/** The variables that an entry of `uses` adds to the pods. */
export interface VariablesOfUse {
  readonly host: string;
  readonly port: string;
  readonly url: string;
}

/** Returns the names of the variables for an application: `orders-api` gives `ORDERS_API_HOST`, `…_PORT` and `…_URL`. */
export function variablesOfUse(name: string): VariablesOfUse {
  const stem = name.toUpperCase().replaceAll('-', '_');
  return { host: `${stem}_HOST`, port: `${stem}_PORT`, url: `${stem}_URL` };
}
