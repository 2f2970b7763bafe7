type Colour = (text: string) => string;

/** The few colours in use, all of them plain text when colours are off. */
export interface Paint {
  readonly bold: Colour;
  readonly dim: Colour;
  readonly red: Colour;
  readonly yellow: Colour;
  readonly green: Colour;
}

const plain: Colour = (text) => text;
const PLAIN_PAINT: Paint = { bold: plain, dim: plain, red: plain, yellow: plain, green: plain };

/** Loads the colour library only when colours are wanted: it costs a tenth of the start-up budget. */
export async function createPaint(enabled: boolean): Promise<Paint> {
  if (!enabled) return PLAIN_PAINT;
  const { Chalk } = await import('chalk');
  const chalk = new Chalk({ level: 1 });
  return { bold: chalk.bold, dim: chalk.dim, red: chalk.red, yellow: chalk.yellow, green: chalk.green };
}
