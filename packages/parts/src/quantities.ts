import {
  type AppContext,
  bytes,
  checkVariants,
  formatPath,
  millicores,
  type Path,
  pathOfSetting,
  type Problem,
  type Settings,
  valueAt,
} from '@goldenpath/extension';

/** Converts amounts to thousandths of a core or to bytes. */
export const SIZES = { cpu: millicores, memory: bytes } as const;

export const AMOUNTS = ['cpu', 'memory'] as const;

/** An amount that a spec asks for. */
export interface Quantity {
  readonly path: Path;
  readonly text: string;
  readonly size: number;
  readonly least: number;
}

/** Finds amounts that are zero, too small for any program, or too large for a number. */
export function checkQuantities(context: AppContext, quantitiesOf: (settings: Settings) => Quantity[]): Problem[] {
  return checkVariants(context, ({ environment, settings }) =>
    quantitiesOf(settings).flatMap(({ path, text, size, least }) => {
      const place = pathOfSetting(context, environment, path);
      // A default that is derived from an invalid written quantity is not reported again.
      if (valueAt(context.document.value, place) === undefined) return [];
      const problem = checkQuantity(formatPath(path), text, size, least);
      return problem === undefined ? [] : [{ path: place, ...problem }];
    }),
  );
}

function checkQuantity(
  field: string,
  text: string,
  size: number,
  least: number,
): Pick<Problem, 'message' | 'remedy'> | undefined {
  const is = `\`${field}\` is ${text}`;
  if (size === 0) return { message: `${is}, which is nothing.`, remedy: 'Ask for more than zero.' };
  if (size < least)
    return { message: `${is}, too little for any program.`, remedy: 'Give it a unit, such as `256Mi` or `1Gi`.' };
  // Above this, a number of bytes or thousandths is no longer exact.
  if (size > Number.MAX_SAFE_INTEGER) return { message: `${is}, more than there is.`, remedy: 'Ask for less.' };
  return undefined;
}
