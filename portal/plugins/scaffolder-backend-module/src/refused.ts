import { InputError } from '@backstage/errors';

/** Runs a step of an action. A mistake of the user is an error that the scaffolder shows as it is, without a stack. */
export async function orRefuse<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (isUserError(error)) throw new InputError(error.message);
    throw error;
  }
}

/** Recognises the errors of `@goldenpath/errors`, of whichever copy of it. */
function isUserError(error: unknown): error is Error {
  return error instanceof Error && Reflect.get(error, Symbol.for('@goldenpath/errors/UserError')) === true;
}
