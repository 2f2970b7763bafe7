/**
 * Who draws which pages. The spans do not meet, so that nothing is judged on pages it was fitted to: tune and calibrate on
 * `calibration`, look at results on `bench` only to report them.
 */
export const FIRST_SEEDS = {
  /** Up to 99,999: for the calibration of confidences, and for whoever tunes how pages are read. */
  calibration: 1,
  /** Up to 199,999: for tests. */
  tests: 100_000,
  /** Up to 299,999: the committed samples. */
  samples: 200_000,
  /** From here: for the bench. */
  bench: 300_000,
} as const;
