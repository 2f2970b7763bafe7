import type { validatorsMessages as zh } from '../zh/validators.js';

export const validatorsMessages: Record<keyof typeof zh, string> = {
  'validators.code': 'code',
  'validators.severity': 'severity',
  'validators.title': 'says',
  'validators.in-force': 'in force',
  'validators.advice': 'advice',
  'validators.fields': 'fields',
  'validators.applies-to': 'types',
  'validators.all-types': 'all types of registration',
  'validators.stage': 'found',
  'validators.source': 'source',
  'validators.always': 'always',
  'validators.count': '{count} rules; read one with mreg validators show <code>',
  'validators.severity.error': 'error',
  'validators.severity.warning': 'warning',
  'validators.stage.reader': 'while the file is read',
  'validators.stage.row': 'in the row by itself',
  'validators.stage.load': 'while loading, beside other rows',
  'validators.unknown': 'there is no rule {code}',
  'validators.unknown.hint': 'see all rules with mreg validators list',
};
