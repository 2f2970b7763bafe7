// Last line of a CI run: node scripts/ci-summary.mjs RESULTS.json FAILED_CHECKS. Fails unless everything passed.
import { readFileSync } from 'node:fs';

const [path = '', failedChecks = '0'] = process.argv.slice(2);

function readResults() {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    process.stderr.write(`no test results: ${error.message}\n`);
    return { numPassedTests: 0, numFailedTests: 0, numFailedTestSuites: 1, success: false };
  }
}

const { numPassedTests, numFailedTests, numFailedTestSuites, success, testResults = [] } = readResults();
// A test file that cannot even be loaded counts no failed test, yet nothing in it has passed.
const unloadable = testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0).length;
const failed = numFailedTests + unloadable + Number(failedChecks) + (testResults.length === 0 ? numFailedTestSuites : 0);
process.stdout.write(`${numPassedTests} passed, ${failed} failed\n`);
process.exitCode = success && failed === 0 ? 0 : 1;
