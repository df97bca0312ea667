import { isPersonsError } from '../output/persons-error';
import { generate, type GeneratedUnit, type Job } from './generators';

/** A person's mistake on its way back from a worker: of an error thrown there, only the message would arrive. */
export interface Mistake {
  readonly message: string;
  readonly remedy: string;
}

/** What a worker thread runs: the generators, for several applications at a time. */
export async function generateAll(jobs: readonly Job[]): Promise<GeneratedUnit[] | Mistake> {
  try {
    const generated: GeneratedUnit[] = [];
    for (const job of jobs) generated.push(...(await generate(job)));
    return generated;
  } catch (error) {
    if (isPersonsError(error)) return { message: error.message, remedy: error.remedy };
    throw error;
  }
}
