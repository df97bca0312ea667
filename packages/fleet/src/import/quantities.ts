/** The units of Docker, in MiB. */
const DOCKER_UNITS: Readonly<Record<string, number>> = {
  b: 1 / 1024 / 1024,
  k: 1 / 1024,
  kb: 1 / 1024,
  m: 1,
  mb: 1,
  g: 1024,
  gb: 1024,
};

/** Returns an amount of memory of Docker, such as `512m`, in the notation of Kubernetes; `undefined` if it is not one. */
export function memoryOfDocker(text: string): string | undefined {
  const [, number = '', unit = ''] = /^(\d+(?:\.\d+)?)\s*([a-zA-Z]*)$/.exec(text.trim()) ?? [];
  const factor = DOCKER_UNITS[unit.toLowerCase() || 'b'];
  if (number === '' || factor === undefined) return undefined;
  return `${Math.max(1, Math.ceil(Number(number) * factor))}Mi`;
}

/** Returns a duration of Docker or Compose, such as `1m30s`, in seconds; `undefined` if it is not one. */
export function secondsOf(text: string): number | undefined {
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)(us|ms|s|m|h)/g)];
  if (parts.length === 0 || parts.map(([all]) => all).join('') !== text) return undefined;
  const units: Readonly<Record<string, number>> = { us: 1e-6, ms: 1e-3, s: 1, m: 60, h: 3600 };
  const total = parts.reduce((sum, [, number, unit = '']) => sum + Number(number) * (units[unit] ?? 0), 0);
  return Math.max(1, Math.round(total));
}

/** Splits a command line as a shell does: words, with quotes and backslashes. */
export function wordsOf(line: string): string[] {
  const words = [...line.matchAll(/(?:"(?:\\.|[^"\\])*"|'[^']*'|\\.|[^\s"'\\])+/gs)].map(([word]) => word);
  return words.map((word) =>
    word.replaceAll(
      /"((?:\\.|[^"\\])*)"|'([^']*)'|\\(.)/gs,
      (_all, double?: string, single?: string, escaped?: string) =>
        double === undefined ? (single ?? escaped ?? '') : double.replaceAll(/\\(["\\$`])/g, '$1'),
    ),
  );
}
