type Sharp = (typeof import('sharp'))['default'];

let loading: Promise<Sharp> | undefined;

/**
 * The picture library, loaded when the first picture is met: the program must start without it. Its cache and its threads are
 * off: pages come once each, and the workers of a batch share the cores already.
 */
export async function loadSharp(): Promise<Sharp> {
  loading ??= import('sharp').then(({ default: sharp }) => {
    sharp.cache(false);
    sharp.concurrency(1);
    return sharp;
  });
  return await loading;
}
