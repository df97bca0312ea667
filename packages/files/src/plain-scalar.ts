/**
 * Text that every reader reads unchanged in any position: words, paths, images, quantities. Leading digits are followed by a letter that no
 * number format has. This is a fast path for the rules below.
 */
const OBVIOUS =
  /^(?:[A-Za-z/]|\.\.\/|\d+\.[a-df-z]|\d+[acdf-np-wyzACDF-NP-WYZ])(?:[\w./@=+-]|[: ](?=[\w./@=+-]))*$|^\d+%$/;

const WORD = /^(?:true|false|yes|no|on|off|y|n|null|~|=|<<|)$/i;

/** Special numbers: with a dot in YAML, without one in Go's standard library. */
const NOT_FINITE = /^[-+.](?:\.?inf|\.?infinity|\.?nan)$|^[-+]\.(?:inf|infinity|nan)$/i;

/** Decimal numbers, sexagesimal numbers (`1:30`) and exponents. Octal numbers start with `0` and match as well. */
const DECIMAL = /^[-+]?(?:\d[\d:]*(?:\.\d*)?|\.\d*)(?:e[-+]?\d+)?$/i;

/** Go accepts a second sign after the prefix, and hexadecimal numbers with a fraction and an exponent. */
const PREFIXED = /^[-+]?0(?:x[-+]?[\da-f]*\.?[\da-f]*(?:p[-+]?\d+)?|o[-+]?[0-7]+|b[-+]?[01]+)$/i;

/** Month, day and hour may have one digit. Any text after the date counts as a time. */
const TIMESTAMP = /^\d{4}-\d{1,2}-\d{1,2}(?:[Tt\s]|$)/;

/** Returns whether a short text is safe without quotes: {@link isRetyped} is false and its punctuation is plain. */
export function isObviouslyPlain(text: string): boolean {
  return OBVIOUS.test(text) && !WORD.test(text);
}

/**
 * Returns whether any reader would read the unquoted text as another type: a number, a boolean, a timestamp, null, or a merge key.
 *
 * The readers are YAML 1.1, the core schema of YAML 1.2, go-yaml v2 and v3, and `sigs.k8s.io/yaml`, which kustomize, kubectl and Argo CD
 * use. Text that only resembles one of these types is quoted too.
 */
export function isRetyped(text: string): boolean {
  if (WORD.test(text) || TIMESTAMP.test(text) || NOT_FINITE.test(text)) return true;
  // Numbers may contain underscores anywhere.
  const number = text.replaceAll('_', '');
  return number !== '' && (DECIMAL.test(number) || PREFIXED.test(number));
}
