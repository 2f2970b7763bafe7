import { openKey } from '../access/keys/key-file.js';
import { attachScansTo, resubmitRequest, withdrawRequest } from '../access/requests/applicant.js';
import { decideRequest } from '../access/requests/decide.js';
import type { Desk } from '../access/requests/desk.js';
import { EXECUTORS } from '../access/requests/executors.js';
import type { Decision } from '../access/requests/lifecycle.js';
import type { Handover } from '../access/requests/matter.js';
import { requestNamed } from '../access/requests/standing.js';
import { knowledgeOf, submitRequest } from '../access/requests/submit.js';
import { withHome } from './home.js';
import { readSecretFile } from './key-input.js';
import { textOption } from './options.js';
import { passphraseOf } from './passphrase.js';
import { deskOf } from './request-desk.js';
import { formInput, givenBlanks, requestKind } from './request-input.js';
import { receiptLines } from './request-speech.js';
import type { Invocation, Services } from './services.js';

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

/** `mreg request approve NUMBER [SCAN…]` */
export async function runRequestApprove(invocation: Invocation): Promise<void> {
  await decide('approve', invocation);
}

/** `mreg request reject NUMBER [SCAN…]` */
export async function runRequestReject(invocation: Invocation): Promise<void> {
  await decide('reject', invocation);
}

/** `mreg request return NUMBER [SCAN…]` */
export async function runRequestReturn(invocation: Invocation): Promise<void> {
  await decide('return', invocation);
}

async function decide(decision: Decision, { args, options, services }: Invocation): Promise<void> {
  const [number = '', ...scanPaths] = args;
  await atDesk(services, async (desk) => {
    const opinion = { decision, text: textOption(options, 'opinion') ?? '', scanPaths, handover: handoverOf(options) };
    const receipt = await decideRequest(desk, number, opinion, EXECUTORS);
    services.reporter.result({ ...receipt }, () => receiptLines(services, decision, receipt));
  });
}

function handoverOf(options: Invocation['options']): Handover {
  const username = textOption(options, 'username');
  const initialPasswordPath = textOption(options, 'initialPassword');
  const keyPath = textOption(options, 'key');
  const tokenPath = textOption(options, 'token');
  return {
    ...(username === undefined ? {} : { username }),
    ...(initialPasswordPath === undefined ? {} : { initialPasswordPath }),
    ...(keyPath === undefined ? {} : { openKey: async () => openKey(readSecretFile(keyPath), await passphraseOf(options), keyPath) }),
    ...(tokenPath === undefined ? {} : { tokenPath }),
  };
}

async function atDesk(services: Services, work: (desk: Desk) => void | Promise<void>): Promise<void> {
  await withHome(services, { readonly: false }, (home) => work(deskOf(home, services)));
}
