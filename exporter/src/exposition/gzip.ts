import { promisify } from 'node:util';
import { constants, crc32, deflateRaw } from 'node:zlib';

const deflate = promisify(deflateRaw);

/** Magic number, deflate, no flags, no time, unknown system: RFC 1952, section 2.3. */
const header = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff]);

/** The start of a text, compressed once, to which short ends can be joined. */
export type GzipStart = { readonly compressed: Buffer; readonly crc: number; readonly size: number };

export async function gzipStart(text: Buffer): Promise<GzipStart> {
  // The sync flush ends at a whole byte without ending the stream.
  const compressed = await deflate(text, { level: 6, finishFlush: constants.Z_SYNC_FLUSH });
  return { compressed, crc: crc32(text), size: text.length };
}

/**
 * One gzip stream of a start and an end. Two streams in a row would be shorter to write, but browsers and curl read
 * only the first.
 */
export async function gzipJoined(start: GzipStart, end: Buffer): Promise<Buffer> {
  const trailer = Buffer.alloc(8);
  trailer.writeUInt32LE(crc32(end, start.crc), 0);
  trailer.writeUInt32LE((start.size + end.length) % 2 ** 32, 4);
  return Buffer.concat([header, start.compressed, await deflate(end, { level: 1 }), trailer]);
}
