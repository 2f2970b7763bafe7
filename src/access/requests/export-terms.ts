import { levelOf } from '../../domain/account.js';
import type { ExportFilter, ExportScope } from '../../domain/approval.js';
import type { ApprovalTerms } from '../../tokens/terms.js';
import type { FormOf } from './forms.js';

const USUAL_LEAST_COUNT = 5;

/** `region` is the applicant's: a city or county that names no regions means its own. */
export function exportTerms(form: FormOf<'export'>, region: string): ApprovalTerms {
  return {
    sub: form.officer,
    purpose: form.purpose,
    recipient: form.recipient,
    scope: scopeOf(form, region),
    max_rows: form.max_rows,
    uses: form.uses ?? 1,
    valid_from: form.valid_from,
    valid_until: form.valid_until,
  };
}

function scopeOf(form: FormOf<'export'>, region: string): ExportScope {
  const { fields, masking = {}, formats, statistics_by: by } = form;
  const statistics = by === undefined ? {} : { statistics: { by, k: form.least_count ?? USUAL_LEAST_COUNT } };
  return { fields, masking, filter: filterOf(form, region), formats, ...statistics };
}

function filterOf(form: FormOf<'export'>, region: string): ExportFilter {
  const { op_types: types, offices, first_day: from, last_day: until } = form;
  const regions = form.regions ?? (levelOf(region) === 'province' ? undefined : [region]);
  return {
    ...(types === undefined ? {} : { op_types: types }),
    ...(regions === undefined ? {} : { regions }),
    ...(offices === undefined ? {} : { offices }),
    ...(from === undefined ? {} : { from }),
    ...(until === undefined ? {} : { until }),
  };
}
