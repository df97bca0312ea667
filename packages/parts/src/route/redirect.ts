/** The end of the name of a redirect. No application has a name with a dot, so it is no other application's route. */
export const REDIRECT = '.redirect';
