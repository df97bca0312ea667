import { type LoadedApp, type LoadedFleet, type Origin, type Settings, settle } from '@goldenpath/spec';

/** What a fact is explained from: an application, in one environment or, where there is none, in general. */
export interface Place {
  readonly app: LoadedApp;
  readonly fleet: LoadedFleet;
  readonly environment?: string;
  /** Position of the environment in the platform file. */
  readonly environmentIndex: number;
  readonly settings: Settings;
  /** Where each setting came from, by its path with dots. */
  readonly origins: ReadonlyMap<string, Origin>;
}

/** An application in one environment, with the origin of each of its settings as `settle` reports it. */
export function placeOf(app: LoadedApp, fleet: LoadedFleet, environment?: string): Place {
  const origins = new Map<string, Origin>();
  const settings = settle(app.written, fleet.platform, environment, (setting, origin) => origins.set(setting, origin));
  return {
    app,
    fleet,
    ...(environment !== undefined && { environment }),
    environmentIndex: fleet.platform.environments.findIndex(({ name }) => name === environment),
    settings,
    origins,
  };
}
