import { StringDecoder } from 'node:string_decoder';

type Stream = 'stdout' | 'stderr';

/** What a process printed, in the order in which it arrived. */
export class Output {
  private chunks: { readonly stream: Stream; readonly bytes: Buffer }[] = [];
  private size = 0;

  /** @param limit The last bytes that are kept, of both streams together. */
  constructor(private readonly limit: number) {}

  add(stream: Stream, bytes: Buffer): void {
    this.chunks.push({ stream, bytes });
    this.size += bytes.length;
    if (this.size > this.limit) this.dropOldest();
  }

  /** The bytes of one stream, or of both. */
  bytesOf(stream?: Stream): Buffer {
    const chunks = this.chunks.filter((chunk) => stream === undefined || chunk.stream === stream);
    return Buffer.concat(chunks.map(({ bytes }) => bytes));
  }

  private dropOldest(): void {
    let excess = this.size - this.limit;
    while (excess > 0) {
      const [first] = this.chunks;
      if (first === undefined) return;
      const dropped = Math.min(first.bytes.length, excess);
      if (dropped === first.bytes.length) this.chunks.shift();
      else this.chunks[0] = { stream: first.stream, bytes: first.bytes.subarray(dropped) };
      this.size -= dropped;
      excess -= dropped;
    }
  }
}

/** Calls `onLine` with each complete line of a stream; the line has no line break. */
export function lineSplitter(onLine: (line: string) => void): (bytes: Buffer) => void {
  const decoder = new StringDecoder('utf8');
  // The parts of a line that is not complete yet. A long line is not searched again for each of them.
  let parts: string[] = [];
  return (bytes) => {
    const [first = '', ...others] = decoder.write(bytes).split('\n');
    parts.push(first);
    for (const next of others) {
      onLine(parts.join(''));
      parts = [next];
    }
  };
}
