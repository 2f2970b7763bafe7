import type { featureMessages as zh } from '../zh/features.js';

export const featureMessages: Record<keyof typeof zh, string> = {
  'features.too-many': 'about {count} active registrations are more than the {most} that can be compared at once',
  'features.too-many.hint': 'keep the registries of areas apart, and look for duplicates in each',
  'features.note.damaged': 'the cache for finding duplicates was damaged or of another version; it was made again',
  'features.note.differs': 'the cache for finding duplicates did not agree with the registry; it was made again',
  'features.note.not-kept':
    'the cache for finding duplicates could not be written (space or permissions); results are the same, the next run is slower',
};
