/** The start of a Terraform template. Doubling the first character escapes it. */
const TEMPLATE_START = /[$%](?=\{)/g;

/** A character of a CDKTF token: of a marker, or of the placeholder for a map. */
const TOKEN_CHARACTER = /(?<=\{)T(?=fToken\[)|(?<=(?:String|Any) Map Token )V(?=alue)/g;

/** A number as CDKTF recognises it in a text. The most negative ones encode number tokens. */
const NUMBER = /(-[-|\d.+]*)e([-|\d.eE+]+)/g;
const LEAST_PLAIN_NUMBER = -1e200;

/** Most texts contain none of this and stay unchanged. */
const SPECIAL = /[$%]\{|\{TfToken\[|Map Token|[\d.+|-]e/;

/**
 * Returns a Terraform string that evaluates to exactly this text.
 *
 * `${` and `%{` would start a template in Terraform's JSON, and CDKTF would resolve text that looks like one of its tokens. Both are
 * escaped. Terraform normalises strings to Unicode NFC, so other forms are returned as NFC.
 */
export function literal(text: string): string {
  if (!SPECIAL.test(text)) return text;
  const template = text.replaceAll(TEMPLATE_START, '$&$&');
  const quoted = quote(template);
  const hidden = hideTokens(quoted);
  // Terraform does not recognise template escapes after a carriage return.
  if (hidden === quoted && !text.includes('\r')) return template;
  // A quoted string in HCL, where any character can be escaped.
  return `\${${hidden}}`;
}

/** Quotes a string as in JSON, except for two escapes that Terraform does not have. */
function quote(text: string): string {
  return JSON.stringify(text).replaceAll(/\\./g, (escape) =>
    escape === '\\b' ? '\\u0008' : escape === '\\f' ? '\\u000c' : escape,
  );
}

function hideTokens(quoted: string): string {
  return quoted
    .replaceAll(TOKEN_CHARACTER, (character) => (character === 'T' ? '\\u0054' : '\\u0056'))
    .replaceAll(NUMBER, (number, mantissa: string, exponent: string) =>
      Number.parseFloat(number) < LEAST_PLAIN_NUMBER ? `${mantissa}\\u0065${exponent}` : number,
    );
}

/** Applies {@link literal} to every value of a record. */
export function literalValues(texts: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, literal(text)]));
}

/** Returns a JSON document, such as a policy, as a Terraform string. */
export function literalJson(document: unknown): string {
  return literal(JSON.stringify(document));
}
