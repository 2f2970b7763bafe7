import { GRAVITY } from '../domain/anomaly-rule.js';
import { DETECTION_SEVERITIES, type DetectionSeverity } from '../domain/detection.js';
import { MregError } from '../domain/error.js';

/** What `--fail-on` asks of a search. @throws MregError `findings` when something of this severity or graver was found */
export function failOnSeverity(asked: string | undefined, found: Readonly<Record<DetectionSeverity, number>>): void {
  const least = DETECTION_SEVERITIES.find((severity) => severity === asked);
  if (least === undefined) return;
  const count = DETECTION_SEVERITIES.filter((severity) => GRAVITY[severity] >= GRAVITY[least]).reduce((sum, each) => sum + found[each], 0);
  if (count > 0) throw new MregError('findings', 'detect-report.fail-on', { count });
}
