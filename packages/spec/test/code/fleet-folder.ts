import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import type { Diagnostic, Location } from '@goldenpath/extension';
import { type LoadedCode, loadCodes } from '../../src/code/load-code';

/** A temporary folder with a `fleet` in it, as code is loaded from, and room for files outside of it. */
export interface FleetFolder {
  readonly fleet: string;
  readonly at: (...parts: string[]) => string;
  readonly write: (files: Record<string, string | Buffer>) => void;
  readonly remove: () => void;
}

export function fleetFolder(): FleetFolder {
  const root = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'code-')));
  const at = (...parts: string[]): string => path.join(root, ...parts);
  fs.mkdirSync(at('fleet'));
  return {
    fleet: at('fleet'),
    at,
    write: (files) => {
      for (const [name, content] of Object.entries(files)) {
        fs.mkdirSync(path.dirname(at(name)), { recursive: true });
        fs.writeFileSync(at(name), content);
      }
    },
    remove: () => fs.rmSync(root, { recursive: true, force: true }),
  };
}

export async function loadCode(file: string, root: string): Promise<LoadedCode> {
  const [loaded] = await loadCodes([file], root);
  if (loaded === undefined) throw new Error(`not loaded: ${file}`);
  return loaded;
}

export function valueOf(loaded: LoadedCode | undefined): unknown {
  if (loaded === undefined || 'diagnostics' in loaded) throw new Error(`not loaded: ${JSON.stringify(loaded)}`);
  return loaded.value;
}

export function diagnosticsOf(loaded: LoadedCode | undefined): readonly Diagnostic[] {
  if (loaded === undefined || !('diagnostics' in loaded)) throw new Error(`loaded: ${JSON.stringify(loaded)}`);
  return loaded.diagnostics;
}

/** A diagnostic on one line: `rule file:line:column marked text`. */
export function brief({ rule, location }: Diagnostic): string {
  return `${rule} ${location === undefined ? '-' : `${location.file}:${location.line}:${location.column} ${marked(location)}`}`;
}

export function marked({ text, column, length }: Location): string {
  return text.slice(column - 1, column - 1 + length);
}
