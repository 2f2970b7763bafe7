import { signRequestText } from '../access/keys/sign-request.js';
import { attachScansTo, resubmitRequest, withdrawRequest } from '../access/requests/applicant.js';
import { decideRequest } from '../access/requests/decide.js';
import type { Desk } from '../access/requests/desk.js';
import { EXECUTORS } from '../access/requests/executors.js';
import type { Decision } from '../access/requests/lifecycle.js';
import type { Handover } from '../access/requests/matter.js';
import { offerExport } from '../access/requests/offer-export.js';
import { requestNamed } from '../access/requests/standing.js';
import { knowledgeOf, submitRequest } from '../access/requests/submit.js';
import { translate } from '../i18n/translate.js';
import { writeTextFile } from '../report/staged-file.js';
import { withHome } from './home.js';
import { textOption } from './options.js';
import { deskOf } from './request-desk.js';
import { formInput, givenBlanks, requestKind } from './request-input.js';
import { receiptLines } from './request-speech.js';
import type { Invocation, Services } from './services.js';
import { signingFrom, tokenDelivery } from './token-delivery.js';

/** `mreg request submit KIND [SCAN…]` */
export async function runRequestSubmit(invocation: Invocation): Promise<void> {
  const [word = '', ...scans] = invocation.args;
  const kind = requestKind(word);
  await atDesk(invocation.services, async (desk) => {
    const form = await formInput(kind, invocation, knowledgeOf(desk));
    const receipt = submitRequest(desk, kind, form, scans);
    invocation.services.reporter.result({ ...receipt }, () => receiptLines(invocation.services, 'submit', receipt));
  });
}

/** `mreg request attach NUMBER SCAN…` */
export async function runRequestAttach({ args, services }: Invocation): Promise<void> {
  const [number = '', ...scans] = args;
  await atDesk(services, (desk) => {
    const receipt = attachScansTo(desk, number, scans);
    services.reporter.result({ ...receipt }, () => receiptLines(services, 'attach', receipt));
  });
}

/** `mreg request resubmit NUMBER [SCAN…]` */
export async function runRequestResubmit({ args, options, services }: Invocation): Promise<void> {
  const [number = '', ...scans] = args;
  await atDesk(services, (desk) => {
    const { kind } = requestNamed(desk, number);
    const receipt = resubmitRequest(desk, number, givenBlanks(kind, options), scans);
    services.reporter.result({ ...receipt }, () => receiptLines(services, 'resubmit', receipt));
  });
}

/** `mreg request withdraw NUMBER` */
export async function runRequestWithdraw({ args, options, services }: Invocation): Promise<void> {
  await atDesk(services, (desk) => {
    const receipt = withdrawRequest(desk, args[0] ?? '', textOption(options, 'reason') ?? '');
    services.reporter.result({ ...receipt }, () => receiptLines(services, 'withdraw', receipt));
  });
}

/** `mreg request approve NUMBER [SCAN…]`, and with `--offline` only what an approver signs on another machine. */
export async function runRequestApprove(invocation: Invocation): Promise<void> {
  const path = textOption(invocation.options, 'offline');
  await (path === undefined ? decide('approve', invocation) : offer(path, invocation));
}

async function offer(path: string, { args, services }: Invocation): Promise<void> {
  await atDesk(services, async (desk) => {
    const { toSign, ledgerSeq } = offerExport(desk, args[0] ?? '');
    await writeTextFile(path, [signRequestText(toSign)]);
    const { request, jti } = toSign.claims;
    services.reporter.result({ request, jti, to_sign: path, ledger_seq: ledgerSeq }, () => [
      translate(services.lang, 'request.offered', { request, path, seq: ledgerSeq }),
    ]);
  });
}

/** `mreg request reject NUMBER [SCAN…]` */
export async function runRequestReject(invocation: Invocation): Promise<void> {
  await decide('reject', invocation);
}

/** `mreg request return NUMBER [SCAN…]` */
export async function runRequestReturn(invocation: Invocation): Promise<void> {
  await decide('return', invocation);
}

async function decide(decision: Decision, invocation: Invocation): Promise<void> {
  const { args, options, services } = invocation;
  const [number = '', ...scanPaths] = args;
  const delivery = tokenDelivery(textOption(options, 'tokenOut'));
  await atDesk(services, async (desk) => {
    const handover = { ...handoverOf(invocation), deliverToken: delivery.deliver };
    const opinion = { decision, text: textOption(options, 'opinion') ?? '', scanPaths, handover };
    const receipt = await decideRequest(desk, number, opinion, EXECUTORS);
    const token = delivery.printed();
    services.reporter.result({ ...receipt, ...(token === undefined ? {} : { token }) }, () => [
      ...receiptLines(services, decision, receipt),
      ...(token === undefined ? [] : [token]),
    ]);
  });
}

function handoverOf(invocation: Invocation): Handover {
  const username = textOption(invocation.options, 'username');
  const initialPasswordPath = textOption(invocation.options, 'initialPassword');
  const signing = signingFrom(invocation);
  return {
    ...(username === undefined ? {} : { username }),
    ...(initialPasswordPath === undefined ? {} : { initialPasswordPath }),
    ...(signing === undefined ? {} : { signing }),
  };
}

async function atDesk(services: Services, work: (desk: Desk) => void | Promise<void>): Promise<void> {
  await withHome(services, { readonly: false }, (home) => work(deskOf(home, services)));
}
