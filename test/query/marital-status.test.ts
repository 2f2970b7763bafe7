import { describe, expect, it } from 'vitest';
import { readStatus } from '../../src/query/marital-status.js';
import { someValues } from '../helpers/registration.js';

/** `IA 甲` is a marriage with 甲, oldest first; `!` before it, one that was merged or revoked. */
function timeline(...events: readonly string[]) {
  return events.map((event, index) => {
    const [type = '', spouse = ''] = event.replace('!', '').split(' ');
    const state = event.startsWith('!') ? 'superseded' : 'active';
    const registration = { id: index + 1, state, ...someValues({ op_type: type, name_woman: spouse }) };
    return { registration, role: 'man' as const, nameFits: true, isOwn: true };
  });
}

describe('what registrations say of a person', () => {
  it.each([
    ['nothing', [], 'none', 0],
    ['a marriage', ['IA 甲'], 'married', 1],
    ['a marriage and its divorce', ['IA 甲', 'IB 甲'], 'divorced', 0],
    ['a marriage after a divorce', ['IA 甲', 'IB 甲', 'IA 乙'], 'married', 1],
    ['the same couple again', ['IA 甲', 'IB 甲', 'IA 甲'], 'married', 1],
    ['a divorce of a marriage registered elsewhere', ['IB 甲'], 'divorced', 0],
    ['a certificate issued again', ['IA 甲', 'ICA 甲'], 'married', 1],
    ['a certificate issued again for a marriage that is not here', ['ICA 甲'], 'married', 1],
    ['a divorce certificate issued again', ['IA 甲', 'IB 甲', 'ICB 甲'], 'divorced', 0],
    ['a revoked marriage', ['IA 甲', 'ID 甲'], 'revoked', 0],
    ['two marriages that nothing ends', ['IA 甲', 'IA 乙'], 'married', 2],
    ['two of which one is ended', ['IA 甲', 'IA 乙', 'IB 甲'], 'married', 1],
    ['one merged into another', ['!IA 甲', 'IA 甲'], 'married', 1],
  ] as const)('%s', (_name, events, status, openMarriages) => {
    expect(readStatus(timeline(...events))).toMatchObject({ status, openMarriages });
  });
});
