import type { Detection } from '../../../domain/detection.js';
import { OfficeAnomalyRepository } from '../../../store/office-anomaly-repository.js';
import type { AnomalyScan, ScanContext, ScannedRow } from '../scan.js';
import { OfficeActivity } from './activity.js';
import { holidayRegistrations, nightWork } from './hours.js';
import { absentOffices } from './not-open.js';
import { unusualRates } from './rates.js';
import { officeVolumes, registrarVolumes } from './volumes.js';

const ACTIVITY_RULES = [
  'registrar-volume',
  'office-volume',
  'registrar-hours',
  'office-error-rate',
  'office-deletion-rate',
  'office-not-open',
] as const;

/** The rules that are judged from how many registrations each registrar made on each date. */
class ActivityScan implements AnomalyScan {
  private readonly activity = new OfficeActivity();
  private readonly context: ScanContext;

  constructor(context: ScanContext) {
    this.context = context;
  }

  add(id: number, row: ScannedRow): void {
    this.activity.add(id, row);
  }

  *findings(): Generator<Detection> {
    const { context, activity } = this;
    const repository = new OfficeAnomalyRepository(context.registry);
    const { rules } = context;
    if (rules.isOn('registrar-volume')) yield* registrarVolumes(activity.days(), repository, context);
    if (rules.isOn('office-volume')) yield* officeVolumes(activity.days(), repository, context);
    if (rules.isOn('registrar-hours')) {
      yield* holidayRegistrations(activity.days(), repository, context);
      yield* nightWork(repository, context);
    }
    if (rules.isOn('office-error-rate')) yield* unusualRates('office-error-rate', activity, repository, context);
    if (rules.isOn('office-deletion-rate')) yield* unusualRates('office-deletion-rate', activity, repository, context);
    if (rules.isOn('office-not-open')) yield* absentOffices(activity.days(), repository, context);
  }
}

export function activityScans(context: ScanContext): readonly AnomalyScan[] {
  return ACTIVITY_RULES.some((code) => context.rules.isOn(code)) ? [new ActivityScan(context)] : [];
}
