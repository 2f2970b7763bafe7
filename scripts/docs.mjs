// Writes the command reference from the built program; test/commands/reference.test.ts checks that it is current.
import { writeFileSync } from 'node:fs';
import { referenceMarkdown } from '../dist/commands/reference.js';

writeFileSync(new URL('../docs/commands.md', import.meta.url), referenceMarkdown('en'));
writeFileSync(new URL('../docs/commands.zh-CN.md', import.meta.url), referenceMarkdown('zh'));
