import { Encrypter } from 'age-encryption';
import { MregError } from '../domain/error.js';
import type { ByteSink } from '../report/xlsx/zip-writer.js';

const AGE_RECIPIENT = /\bage1[0-9a-z]{20,}\b/u;

/**
 * Whom the file is encrypted for; `undefined` for nobody. A key that the approval names with its recipient binds: no other is taken.
 * @throws MregError `usage` when the key is no age recipient, or not the approved one
 */
export function ageRecipient(approvedRecipient: string, asked: string | undefined): string | undefined {
  const approved = AGE_RECIPIENT.exec(approvedRecipient)?.[0];
  if (approved !== undefined && asked !== undefined && asked !== approved) throw new MregError('usage', 'export.other-age-recipient');
  const recipient = approved ?? asked;
  if (recipient !== undefined) encrypterFor(recipient);
  return recipient;
}

function encrypterFor(recipient: string): Encrypter {
  const encrypter = new Encrypter();
  try {
    encrypter.addRecipient(recipient);
  } catch (cause) {
    throw new MregError('usage', 'export.bad-age-recipient', {}, { cause });
  }
  return encrypter;
}

/** Encrypts what `write` writes as an age file (age-encryption.org/v1), piece by piece. */
export async function writeEncrypted(recipient: string, sink: ByteSink, write: (sink: ByteSink) => Promise<void>): Promise<void> {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const writer = writable.getWriter();
  const writing = write((bytes) => writer.write(bytes)).then(
    () => writer.close(),
    async (cause: unknown) => {
      await writer.abort(cause);
      throw cause;
    },
  );
  // Awaited below; until then a failure must not count as one that nobody handles.
  writing.catch(() => undefined);
  for await (const bytes of await encrypterFor(recipient).encrypt(readable)) await sink(bytes);
  await writing;
}
