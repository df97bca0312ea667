import {
  type Explanation,
  formatPath,
  type Origin,
  type Path,
  type SourceDocument,
  valueAt,
} from '@goldenpath/extension';
import type { ExplainedFact, FactSource } from './explained-fact';
import type { Subject } from './subject';

/** Returns the source of a fact: a position in a file, or a default. */
export function sourceOf(explanation: Explanation, subject: Subject): FactSource {
  const { app, fleet } = subject;
  const { because } = explanation;
  switch (explanation.of) {
    case 'setting':
      return (
        fromOrigin(subject.origins.get(explanation.setting.join('.'))?.origin, subject, because) ??
        writtenWhole(explanation.setting, subject, because) ??
        byDefault('not set', because)
      );
    case 'spec':
      return written('spec', app.document, explanation.path, because) ?? byDefault('the default', because);
    case 'platform':
      return (
        written('platform', fleet.platformDocument, explanation.path, because) ?? byDefault('the default', because)
      );
    case 'default':
      return byDefault(explanation.because);
  }
}

/** Only single settings have an origin. A list, or an entry with settings of its own, is where it is written. */
function writtenWhole(
  setting: Path,
  { app: { document }, environment }: Subject,
  because: string | undefined,
): FactSource | undefined {
  const overridden = ['overrides', environment ?? '', ...setting];
  return written('override', document, overridden, because) ?? written('spec', document, setting, because);
}

function fromOrigin(
  origin: Origin | undefined,
  { app, fleet }: Subject,
  because: string | undefined,
): FactSource | undefined {
  if (origin === undefined) return undefined;
  if (origin.from === 'default') return byDefault(origin.because, because);
  const document = origin.from === 'platform' ? fleet.platformDocument : app.document;
  const unwritten = `the default of the platform's \`${formatPath(origin.path)}\``;
  return written(origin.from, document, origin.path, because) ?? byDefault(unwritten, because);
}

/** Returns the written value; undefined when the document does not set it and a default applies. */
function written(
  from: FactSource['from'],
  document: SourceDocument,
  path: Path,
  because: string | undefined,
): FactSource | undefined {
  if (valueAt(document.value, path) === undefined) return undefined;
  const { file, line, column } = document.locate(path);
  return { from, file, line, column, path, ...(because !== undefined && { because }) };
}

function byDefault(...reasons: readonly (string | undefined)[]): FactSource {
  return { from: 'default', because: reasons.filter((reason) => reason !== undefined).join('; ') };
}

/** Returns whether two facts have the same value and source. */
export function isSame(a: ExplainedFact, b: ExplainedFact): boolean {
  return JSON.stringify([a.value, a.source]) === JSON.stringify([b.value, b.source]);
}
