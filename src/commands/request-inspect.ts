import { REQUEST_FORMS } from '../access/requests/forms.js';
import { listRequests, showRequest, type RequestFilter } from '../access/requests/inspect.js';
import { MregError } from '../domain/error.js';
import { REQUEST_STATES } from '../domain/request.js';
import { withHome } from './home.js';
import { switchOption, textOption } from './options.js';
import { deskOf } from './request-desk.js';
import { requestKind } from './request-input.js';
import { detailLines, formLines, listLines } from './request-speech.js';
import type { Invocation } from './services.js';

/** `mreg request list` */
export async function runRequestList({ options, services }: Invocation): Promise<void> {
  await withHome(services, { readonly: true }, (home) => {
    const requests = listRequests(deskOf(home, services), filterFrom(options));
    services.reporter.result({ requests: requests.map((request) => ({ ...request })) }, () => listLines(services, requests));
    const overdue = requests.filter((request) => request.overdue).length;
    if (textOption(options, 'failOn') === 'overdue' && overdue > 0) throw new MregError('findings', 'request.overdue', { count: overdue });
  });
}

function filterFrom(options: Invocation['options']): RequestFilter {
  const kind = textOption(options, 'kind');
  const state = REQUEST_STATES.find((candidate) => candidate === textOption(options, 'state'));
  const region = textOption(options, 'region');
  if (region !== undefined && !/^\d{6}$/u.test(region)) throw new MregError('usage', 'request.bad-region', { region });
  return {
    mine: switchOption(options, 'mine'),
    waitingForMe: switchOption(options, 'waitingForMe'),
    ...(kind === undefined ? {} : { kind: requestKind(kind) }),
    ...(state === undefined ? {} : { state }),
    ...(region === undefined ? {} : { region }),
  };
}

/** `mreg request show NUMBER` */
export async function runRequestShow({ args, services }: Invocation): Promise<void> {
  await withHome(services, { readonly: true }, (home) => {
    const detail = showRequest(deskOf(home, services), args[0] ?? '');
    services.reporter.result({ ...detail }, () => detailLines(services, detail));
    if (detail.versions.some(({ intact }) => !intact))
      throw new MregError('integrity', 'request.form-altered', { request: detail.request });
    const broken = detail.timeline.flatMap(({ scans }) => scans).find(({ state }) => state !== 'intact');
    if (broken !== undefined) throw new MregError('integrity', 'request.scan.broken', { file: broken.name, sha256: broken.sha256 });
  });
}

/** `mreg request form KIND` */
export function runRequestForm({ args, services }: Invocation): Promise<void> {
  const form = REQUEST_FORMS[requestKind(args[0] ?? '')];
  const template = Object.fromEntries(form.fields.map(({ key, example }) => [key, example]));
  const { kind, title, article, scans, fields } = form;
  const document = { kind, title: title[services.lang], article, scans: { least: scans.least, label: scans.label[services.lang] } };
  const described = fields.map(({ label, ...field }) => ({ ...field, label: label[services.lang] }));
  services.reporter.result({ ...document, fields: described, template }, () => formLines(services, form));
  return Promise.resolve();
}
