import fc from 'fast-check';

const FRAGMENTS = [
  '$',
  '$$',
  '${',
  '$${',
  '%',
  '%%',
  '%{',
  '%%{',
  '{',
  '}',
  '"',
  '\\',
  '\n',
  '\r',
  '\r\n',
  '\t',
  '~',
  '${""}',
  '\\',
  '\\b',
  '\b',
  '\f',
  '${~',
  '%{ if true }',
  '%{ endif }',
  'TfToken[',
  'TfToken[TOKEN.1]',
  ']}',
  '#{',
  '&{',
  '-1.5e+298',
  '-8e298',
  'String Map Token Value',
  '${{ github.token }}',
  '<<EOT',
  '\u2028',
  '\u0001',
  'é',
  '😀',
  ' ',
];

/** One line or many, put together from what Terraform, CDKTF, JSON and HCL make something of, and from anything else. */
export const hostileText = fc
  .array(fc.oneof(fc.constantFrom(...FRAGMENTS), fc.string({ unit: 'binary', maxLength: 4 })), { maxLength: 12 })
  .map((parts) => parts.join(''));
