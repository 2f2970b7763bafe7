import { describe, expect, it } from 'vitest';
import { closeWindow, isWindowOpen, openWindow, type WindowPlan } from '../../src/export/windows.js';
import { ExportWindowRepository } from '../../src/store/export-window-repository.js';
import { anImportHome, stored } from '../helpers/import-home.js';

const BY = { at: '2026-11-25T09:00:00.000+08:00', actor: '测试员' };

function isOpenAt(plan: Omit<WindowPlan, 'reason'>, shanghai: string): boolean {
  const { registry } = anImportHome();
  openWindow(registry.database, { ...plan, reason: '测试' }, BY);
  return isWindowOpen(new ExportWindowRepository(registry.database).list(), new Date(`${shanghai}+08:00`));
}

describe('exports are open', () => {
  // 2026-11-25 is a Wednesday.
  it.each<[string, Omit<WindowPlan, 'reason'>, string, boolean]>([
    ['in the hours of the window', { hours: '09:00-17:30' }, '2026-11-25T09:00', true],
    ['until the last minute before its end', { hours: '09:00-17:30' }, '2026-11-25T17:29:59', true],
    ['not from its end on', { hours: '09:00-17:30' }, '2026-11-25T17:30', false],
    ['not before', { hours: '09:00-17:30' }, '2026-11-25T08:59:59', false],
    ['on its days', { days: 'mon-fri' }, '2026-11-25T23:59', true],
    ['not on others', { days: 'sat,sun' }, '2026-11-25T12:00', false],
    ['by the day of Shanghai, not of UTC', { days: 'thu' }, '2026-11-26T07:00', true],
    ['from its first day', { from: '2026-11-25', until: '2026-11-25' }, '2026-11-25T00:00', true],
    ['not after its last', { from: '2026-11-20', until: '2026-11-24' }, '2026-11-25T00:00', false],
  ])('%s', (_name, plan, at, expected) => expect(isOpenAt(plan, at)).toBe(expected));

  it('not without any window', () => expect(isWindowOpen([], new Date())).toBe(false));

  it('not after the window was closed', () => {
    const { registry } = anImportHome();
    const { id } = openWindow(registry.database, { reason: '测试' }, BY);
    closeWindow(registry.database, id, '结束', BY);
    expect(isWindowOpen(new ExportWindowRepository(registry.database).list(), new Date())).toBe(false);
    expect(() => closeWindow(registry.database, id, '结束', BY)).toThrow('export.window.closed-already');
    expect(stored(registry, "SELECT body ->> '$.kind' FROM ledger_entry ORDER BY seq")).toEqual([
      'export.window-open',
      'export.window-close',
    ]);
  });

  it.each([
    ['fri-mon', 'export.window.bad-days'],
    ['monday', 'export.window.bad-days'],
    ['', 'export.window.bad-days'],
  ])('days %j are refused', (days, key) => {
    const { registry } = anImportHome();
    expect(() => openWindow(registry.database, { days, reason: '测试' }, BY)).toThrow(key);
  });

  it.each(['9-17', '17:00-09:00', '09:00-09:00', '09:00-25:00'])('hours %j are refused', (hours) => {
    const { registry } = anImportHome();
    expect(() => openWindow(registry.database, { hours, reason: '测试' }, BY)).toThrow('export.window.bad-hours');
  });
});
