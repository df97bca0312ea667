import { readFileSync } from 'node:fs';
import { UserError } from '@goldenpath/errors';

/**
 * Returns the TypeScript source of a compiled bindings module. Its comments say whether an attribute is required, optional or computed,
 * which the compiled code does not contain.
 * @throws {BindingSourceError} when the module has no source map with its source.
 */
export function bindingSource(file: string): string {
  const text = readFileSync(file, 'utf8');
  const marker = text.lastIndexOf('sourceMappingURL=data:application/json;base64,');
  if (marker < 0) throw new BindingSourceError(file);
  const encoded = text.slice(text.indexOf(',', marker) + 1).trim();
  const map = JSON.parse(Buffer.from(encoded, 'base64').toString('utf8')) as { sourcesContent?: (string | null)[] };
  const source = map.sourcesContent?.[0];
  if (!source) throw new BindingSourceError(file);
  return source;
}

/** Bindings whose schemas cannot be derived. */
export class BindingSourceError extends UserError {
  constructor(readonly file: string) {
    super(
      `No schema in the bindings ${file}: they carry no source map.`,
      'Use bindings as CDKTF generates them: an @cdktf/provider-* or @cdktn/provider-* package.',
    );
  }
}
