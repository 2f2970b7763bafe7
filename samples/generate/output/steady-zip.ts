import { fromBuffer, type Entry, type ZipFile } from 'yauzl';
import { buffer } from 'node:stream/consumers';
import { zipFile, type ZipEntry } from './zip-file.js';

/** The same members packed again without the hour at which they were made, so that the same input gives the same file. */
export async function steadyZip(bytes: Buffer): Promise<Buffer> {
  return zipFile(await zipEntries(bytes), 'utf-8');
}

/** The members of a ZIP file in memory, in their order. */
export async function zipEntries(bytes: Buffer): Promise<readonly ZipEntry[]> {
  const zip = await openZip(bytes);
  const members = await listMembers(zip);
  const entries: ZipEntry[] = [];
  for (const member of members) entries.push({ name: member.fileName, bytes: await memberBytes(zip, member) });
  return entries;
}

function openZip(bytes: Buffer): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    fromBuffer(bytes, { lazyEntries: true, autoClose: false }, (error, zip) => (error ? reject(error) : resolve(zip)));
  });
}

function listMembers(zip: ZipFile): Promise<readonly Entry[]> {
  const members: Entry[] = [];
  return new Promise((resolve, reject) => {
    zip.on('entry', (entry: Entry) => {
      members.push(entry);
      zip.readEntry();
    });
    zip.on('end', () => resolve(members)).on('error', reject);
    zip.readEntry();
  });
}

function memberBytes(zip: ZipFile, member: Entry): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(member, (error, stream) => (error ? reject(error) : resolve(buffer(stream))));
  });
}
