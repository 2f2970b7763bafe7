import { MregError } from '../../src/domain/error.js';

/** The key of the `MregError` that this throws; '' when it throws nothing. */
export function codeOf(action: () => unknown): string {
  try {
    action();
    return '';
  } catch (thrown) {
    return keyOf(thrown);
  }
}

/** The same for what fails later. */
export async function codeOfAsync(action: () => Promise<unknown>): Promise<string> {
  try {
    await action();
    return '';
  } catch (thrown) {
    return keyOf(thrown);
  }
}

function keyOf(thrown: unknown): string {
  if (thrown instanceof MregError) return thrown.key;
  throw thrown;
}

/** The `MregError` that this throws. @throws Error when it throws nothing */
export function failureOf(action: () => unknown): MregError {
  try {
    action();
  } catch (thrown) {
    if (thrown instanceof MregError) return thrown;
    throw thrown;
  }
  throw new Error('nothing was thrown');
}
