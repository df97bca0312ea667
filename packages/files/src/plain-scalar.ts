/**
 * Text that every reader takes as it is written, wherever in a block it stands: words, paths, images, quantities. After
 * leading digits comes a letter that no form of number has. The rules below agree; this one is a quick way to say so.
 */
const OBVIOUS =
  /^(?:[A-Za-z/]|\.\.\/|\d+\.[a-df-z]|\d+[acdf-np-wyzACDF-NP-WYZ])(?:[\w./@=+-]|[: ](?=[\w./@=+-]))*$|^\d+%$/;

const WORD = /^(?:true|false|yes|no|on|off|y|n|null|~|=|<<|)$/i;

/** Words that mean a number: with a dot in YAML, without one in the standard library of Go. */
const NOT_FINITE = /^[-+.](?:\.?inf|\.?infinity|\.?nan)$|^[-+]\.(?:inf|infinity|nan)$/i;

/** Decimal numbers, sexagesimal ones (`1:30`) and exponents. Octal numbers begin with `0`, so they are here too. */
const DECIMAL = /^[-+]?(?:\d[\d:]*(?:\.\d*)?|\.\d*)(?:e[-+]?\d+)?$/i;

/** Go reads a second sign after the prefix, and hexadecimal numbers with a fraction and an exponent. */
const PREFIXED = /^[-+]?0(?:x[-+]?[\da-f]*\.?[\da-f]*(?:p[-+]?\d+)?|o[-+]?[0-7]+|b[-+]?[01]+)$/i;

/** A month, day or hour may have one digit. What follows the date, if anything, is a time. */
const TIMESTAMP = /^\d{4}-\d{1,2}-\d{1,2}(?:[Tt\s]|$)/;

/** Short text for which {@link isRetyped} is false and which needs no quotes for its punctuation either. */
export function isObviouslyPlain(text: string): boolean {
  return OBVIOUS.test(text) && !WORD.test(text);
}

/**
 * Whether some reader takes this text for something else when it is written without quotes: a number, a boolean, a
 * timestamp, nothing, or a merge.
 *
 * The readers are YAML 1.1, the core schema of YAML 1.2, go-yaml v2 and v3, and `sigs.k8s.io/yaml`: what kustomize,
 * kubectl and Argo CD read manifests with. A text that only looks like one of these is quoted too.
 */
export function isRetyped(text: string): boolean {
  if (WORD.test(text) || TIMESTAMP.test(text) || NOT_FINITE.test(text)) return true;
  // Underscores may stand anywhere in a number.
  const number = text.replaceAll('_', '');
  return number !== '' && (DECIMAL.test(number) || PREFIXED.test(number));
}
