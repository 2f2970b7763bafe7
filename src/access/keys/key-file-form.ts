import * as v from 'valibot';

const bytes = (count: number) =>
  v.pipe(
    v.string(),
    v.check((text) => {
      const decoded = Buffer.from(text, 'base64url');
      return decoded.length === count && decoded.toString('base64url') === text;
    }),
  );
const line = v.pipe(v.string(), v.nonEmpty(), v.maxLength(64), v.regex(/^[^\p{Cc}]+$/u));
const kid = v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/u));

/** The costs are bounded: a file from elsewhere must not make this machine work for hours or run out of memory. */
const kdf = v.strictObject({
  name: v.literal('scrypt'),
  n: v.picklist([32_768, 65_536, 131_072, 262_144, 524_288, 1_048_576]),
  r: v.literal(8),
  p: v.picklist([1, 2, 4]),
  salt: bytes(16),
});

const keyFileSchema = v.strictObject({
  account: line,
  cipher: v.literal('aes-256-gcm'),
  created_at: line,
  format: v.literal('mreg-approver-key/1'),
  kdf,
  kid,
  nonce: bytes(12),
  public_key: bytes(32),
  // The seed of 32 bytes and the tag of 16.
  sealed: bytes(48),
});

const publicKeyFileSchema = v.strictObject({
  account: line,
  created_at: line,
  format: v.literal('mreg-approver-public-key/1'),
  kid,
  proof: bytes(64),
  public_key: bytes(32),
});

export type KeyFile = v.InferOutput<typeof keyFileSchema>;
export type PublicKeyFile = v.InferOutput<typeof publicKeyFileSchema>;

/** `undefined` when the text is not a key file. */
export function parseKeyFile(text: string): KeyFile | undefined {
  return parseWith(keyFileSchema, text);
}

/** `undefined` when the text is not a public key file. */
export function parsePublicKeyFile(text: string): PublicKeyFile | undefined {
  return parseWith(publicKeyFileSchema, text);
}

function parseWith<T>(schema: v.GenericSchema<unknown, T>, text: string): T | undefined {
  const { success, output } = v.safeParse(v.pipe(v.string(), v.parseJson(), schema), text);
  return success ? output : undefined;
}
