/** The variables that `uses` gives to the pods of the application that says it. */
export interface VariablesOfUse {
  readonly host: string;
  readonly port: string;
  readonly url: string;
}

/** Names of the variables that lead to an application: `orders-api` gives `ORDERS_API_HOST`, `…_PORT` and `…_URL`. */
export function variablesOfUse(name: string): VariablesOfUse {
  const stem = name.toUpperCase().replaceAll('-', '_');
  return { host: `${stem}_HOST`, port: `${stem}_PORT`, url: `${stem}_URL` };
}
