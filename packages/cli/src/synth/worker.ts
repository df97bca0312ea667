import { isPersonsError } from '../output/persons-error';
import { generate, type GeneratedUnit } from './generators';
import { unpackJobs } from './packed-jobs';

/** A person's mistake on its way back from a worker: of an error thrown there, only the message would arrive. */
export interface Mistake {
  readonly message: string;
  readonly remedy: string;
}

/** What a worker thread runs: the generators, for several applications at a time, as `packJobs` packs them. */
export async function generateAll(packedJobs: string): Promise<GeneratedUnit[] | Mistake> {
  try {
    const generated: GeneratedUnit[] = [];
    for (const job of unpackJobs(packedJobs)) generated.push(...(await generate(job)));
    return generated;
  } catch (error) {
    if (isPersonsError(error)) return { message: error.message, remedy: error.remedy };
    throw error;
  }
}
