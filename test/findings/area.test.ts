import { describe, expect, it } from 'vitest';
import { findingArea } from '../../src/findings/area.js';
import { packagedReference } from '../helpers/registration.js';

describe('the area of findings', () => {
  it.each([
    ['the whole province holds everything', '', '330102', true],
    ['an office', '440106', '440106', true],
    ['a township under it', '440106', '440106001', true],
    ['its city', '4401', '440106', true],
    ['another district', '440104', '440106', false],
    ['what a district took over: 东山 went to 越秀', '440104', '440102', true],
    ['no code that others have now: 440106 was 芳村 before it was 天河', '440103', '440106', false],
    ['no code at all', '440106', '', false],
  ])('%s', (_name, prefix, code, holds) => expect(findingArea(prefix, packagedReference).holds(code)).toBe(holds));
});
