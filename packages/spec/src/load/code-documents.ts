import type { DocumentOptions, Documents } from './documents';
import type { FoundFile } from './find-apps';

export async function loadCodeDocuments(_files: readonly FoundFile[], _options: DocumentOptions): Promise<Documents> {
  return { documents: [], diagnostics: [] };
}
