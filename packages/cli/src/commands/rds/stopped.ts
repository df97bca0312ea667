/** What a person reads on the first Ctrl-C while databases are changed. A database is never left half done. */
export const STOPPING_DATABASES = 'Stopping after the databases that are being changed.\n';

/** What a person reads at the end of a run that was stopped. */
export const STOPPED_DATABASES =
  'Stopped before all databases were done. Run the command again: it continues the work.\n';
