/** A line of CSV as RFC 4180 defines it, with its line break: any text comes back as it was. */
export function csvLine(values: readonly (string | number)[]): string {
  return `${values.map((value) => field(String(value))).join(',')}\r\n`;
}

function field(text: string): string {
  return /[",\r\n]/.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text;
}
