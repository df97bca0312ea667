import type { ExplainContext, Origin } from '@goldenpath/extension';
import { type LoadedApp, type LoadedFleet, resolveSettings } from '@goldenpath/spec';

/** The subject of an explanation: an application, in one environment or in general. */
export interface Subject extends ExplainContext {
  readonly app: LoadedApp;
  readonly fleet: LoadedFleet;
  /** The source of each setting by its dotted path, and the part that it belongs to. */
  readonly origins: ReadonlyMap<string, SettingOrigin>;
}

export interface SettingOrigin {
  readonly part: string;
  readonly origin: Origin;
}

/** Returns an application in one environment, with the source of each of its settings. */
export function subjectOf(app: LoadedApp, fleet: LoadedFleet, environment?: string): Subject {
  const { platform, platformDocument, registry } = fleet;
  const origins = new Map<string, SettingOrigin>();
  const settings = resolveSettings(app.written, platform, registry, environment, (setting, origin, part) =>
    origins.set(setting, { part, origin }),
  );
  return {
    app,
    fleet,
    spec: app.spec,
    written: app.written,
    platform,
    writtenPlatform: platformDocument.value,
    ...(environment !== undefined && { environment }),
    environmentIndex: platform.environments.findIndex(({ name }) => name === environment),
    settings,
    origins,
  };
}
