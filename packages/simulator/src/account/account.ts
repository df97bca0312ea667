import type { Values } from '../wire/values';
import { CorruptAccountError } from './errors';
import { Journal, type CloudObject, type Entry } from './journal';
import { withLock } from './lock';

/** A change of the account. It reads its own writes, which are stored together at its end. */
export interface Transaction {
  get(type: string, key: string): CloudObject | undefined;
  all(type: string): CloudObject[];
  put(object: CloudObject): void;
  remove(type: string, key: string): void;
}

/** A simulated cloud account: a file that any number of processes share. */
export class Account {
  private readonly journal: Journal;
  private readonly objects = new Map<string, Map<string, CloudObject>>();

  constructor(readonly file: string) {
    this.journal = new Journal(file);
  }

  /** Returns an object by its key, as written by any process. */
  get(type: string, key: string): CloudObject | undefined {
    this.refresh();
    return this.objects.get(type)?.get(key);
  }

  /** Returns all objects of a type, by key. */
  all(type: string): CloudObject[] {
    this.refresh();
    return this.sorted(type);
  }

  /** Returns all types with at least one object. */
  types(): string[] {
    this.refresh();
    return [...this.objects.keys()].filter((type) => (this.objects.get(type)?.size ?? 0) > 0).sort();
  }

  /** Changes the account atomically: readers see all of the change or nothing, and an error inside changes nothing. */
  change<T>(work: (transaction: Transaction) => T): T {
    this.journal.makeFolder();
    return withLock(this.file, () => {
      this.readNew();
      const entries: Entry[] = [];
      const undo: (() => void)[] = [];
      try {
        const result = work(this.transaction(entries, undo));
        if (entries.length > 0) this.journal.append(entries);
        return result;
      } catch (error) {
        for (const step of undo.reverse()) step();
        throw error;
      }
    });
  }

  /**
   * Changes an object outside of Terraform, like a person in the console.
   * @throws {Error} when there is no such object.
   */
  tamper(type: string, key: string, values: Values): void {
    this.change((transaction) => {
      const object = transaction.get(type, key);
      if (object === undefined) throw new Error(`There is no ${type} "${key}" in the simulated account.`);
      transaction.put({ ...object, values: { ...object.values, ...values } });
    });
  }

  /** Deletes an object outside of Terraform. */
  destroy(type: string, key: string): void {
    this.change((transaction) => transaction.remove(type, key));
  }

  private transaction(entries: Entry[], undo: (() => void)[]): Transaction {
    const record = (entry: Entry, type: string, key: string): void => {
      const before = this.objects.get(type)?.get(key);
      undo.push(() => this.apply(before === undefined ? { remove: { type, key } } : { put: before }));
      entries.push(entry);
      this.apply(entry);
    };
    return {
      get: (type, key) => this.objects.get(type)?.get(key),
      all: (type) => this.sorted(type),
      put: (object) => record({ put: object }, object.type, object.key),
      remove: (type, key) => record({ remove: { type, key } }, type, key),
    };
  }

  /** Without the lock, a read can see half of another process's write. Only a read with the lock is final. */
  private refresh(): void {
    try {
      this.readNew();
    } catch (error) {
      if (!(error instanceof CorruptAccountError)) throw error;
      withLock(this.file, () => this.readNew());
    }
  }

  private readNew(): void {
    for (const entry of this.journal.readNew()) this.apply(entry);
  }

  private apply(entry: Entry): void {
    const { type, key } = 'put' in entry ? entry.put : entry.remove;
    const objects = this.objects.get(type) ?? new Map<string, CloudObject>();
    this.objects.set(type, objects);
    if ('put' in entry) objects.set(key, entry.put);
    else objects.delete(key);
  }

  private sorted(type: string): CloudObject[] {
    return [...(this.objects.get(type)?.values() ?? [])].sort((one, other) => (one.key < other.key ? -1 : 1));
  }
}
