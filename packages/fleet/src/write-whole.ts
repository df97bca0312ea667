import { randomUUID } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';

/** Writes a file whole or not at all; its folder is made where it is missing. */
export function writeWhole(file: string, content: string): void {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  const draft = `${file}.${randomUUID()}`;
  fs.writeFileSync(draft, content, { flag: 'wx' });
  fs.renameSync(draft, file);
}
