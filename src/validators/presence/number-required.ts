import type { RuleContext } from '../../domain/rule.js';

/** Whether a mainland party must have a document number on every day the registration date may mean. */
export function isNumberRequired({ registration: { registeredOn }, reference }: RuleContext): boolean {
  if (registeredOn === undefined) return false;
  return reference.law('resident-number', registeredOn.first)?.values['missing'] === 'wrong';
}
