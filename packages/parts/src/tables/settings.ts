import { byDefault, type Layers, type Risk } from '@goldenpath/extension';
import type { WrittenTableKey } from './schema';

/** A table with all defaults applied. */
export interface TableSettings {
  readonly partitionKey: Required<WrittenTableKey>;
  readonly sortKey?: Required<WrittenTableKey>;
  readonly expiryAttribute?: string;
  readonly pointInTimeRecovery: boolean;
}

/** The tables of an application by name. */
export type TablesSettings = Readonly<Record<string, TableSettings>>;

/** Returns the settings of tables. */
export function tablesSettings(layers: Layers): TablesSettings {
  return Object.fromEntries(layers.generalKeys(['tables']).map((name) => [name, tableOf(layers, name)]));
}

function tableOf(layers: Layers, name: string): TableSettings {
  const risk = layers.pick<Risk>(['risk'], byDefault('medium'));
  const expiryAttribute = layers.tryPick<string>(['tables', name, 'expiryAttribute']);
  const sortKey = layers.tryPick(['tables', name, 'sortKey']);
  return {
    partitionKey: keyOf(layers, ['tables', name, 'partitionKey']),
    ...(sortKey !== undefined && { sortKey: keyOf(layers, ['tables', name, 'sortKey']) }),
    ...(expiryAttribute !== undefined && { expiryAttribute }),
    pointInTimeRecovery: layers.pick(
      ['tables', name, 'pointInTimeRecovery'],
      byDefault(risk !== 'low', 'yes, except at low risk'),
    ),
  };
}

function keyOf(layers: Layers, path: readonly string[]): Required<WrittenTableKey> {
  return {
    // The schema requires it.
    name: layers.pick([...path, 'name'], byDefault('')),
    type: layers.pick<Required<WrittenTableKey>['type']>([...path, 'type'], byDefault('string')),
  };
}
