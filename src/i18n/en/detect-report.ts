import type { detectReportMessages as zhMessages } from '../zh/detect-report.js';

export const detectReportMessages: Readonly<Record<keyof typeof zhMessages, string>> = {
  'detect-report.threshold': 'threshold {probability}',
  'detect-report.other-event': 'Another event of theirs',
  'detect-report.other-event.possible': 'is possible too',
  'detect-report.waterfall.title': 'The weights of this pair',
  'detect-report.waterfall.description':
    '{bits} bits in all: one registration with probability {probability}. Each bit more doubles the odds, each bit less halves them.',
  'detect-report.waterfall.start': 'Start',
  'detect-report.waterfall.chance': 'any two being one',
  'detect-report.waterfall.total': 'Total',
  'detect-report.waterfall.rarity': 'for how rare it is',
  'detect-report.waterfall.row': '{name}: {level}, {bits} bits',
  'detect-report.waterfall.row-rarity': '; {bits} bits for how rare or common the value is',
  'detect-report.waterfall.head.bits': 'bits',
  'detect-report.waterfall.head.rarity': 'rarity',
  'detect-report.verdict.undo':
    'If “{comparison}” were “{instead}” instead of “{level}”, the probability would fall to {probability} and the pair would be no finding.',
  'detect-report.verdict.make':
    'If “{comparison}” were “{instead}” instead of “{level}”, the probability would rise to {probability} and the pair would be a finding.',
  'detect-report.verdict.firm-match': 'No single comparison could make it no finding.',
  'detect-report.verdict.firm-other': 'No single comparison could make it a finding.',
};
