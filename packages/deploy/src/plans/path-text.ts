/** Formats one step of a path like Terraform. The result is appended to the text above it. */
export function stepText(step: string | number, above: string): string {
  if (typeof step === 'number') return `[${step}]`;
  if (!/^[A-Za-z_][\w-]*$/.test(step)) return `[${JSON.stringify(step)}]`;
  return above === '' ? step : `.${step}`;
}

/** Formats a path from Terraform's JSON. */
export function pathText(steps: readonly (string | number)[]): string {
  return steps.reduce<string>((above, step) => above + stepText(step, above), '');
}
