import { writeFileSync } from 'node:fs';
import type { FullResult, Reporter, Suite } from '@playwright/test/reporter';

/** Says the sums, and writes them to BROWSER_SUMS for the run of the whole suite. */
export default class SumsReporter implements Reporter {
  private root: Suite | undefined;

  onBegin(_config: unknown, root: Suite): void {
    this.root = root;
  }

  onEnd({ status }: FullResult): void {
    const sums = { passed: 0, failed: 0, skipped: 0 };
    for (const test of this.root?.allTests() ?? []) {
      if (test.outcome() === 'skipped' && test.expectedStatus === 'skipped') sums.skipped++;
      else if (test.ok() && test.results.length > 0) sums.passed++;
      else sums.failed++;
    }
    if (status !== 'passed' && sums.failed === 0) sums.failed = 1;
    if (process.env.BROWSER_SUMS) writeFileSync(process.env.BROWSER_SUMS, JSON.stringify(sums));
    console.log(`browser: ${sums.passed} passed, ${sums.failed} failed, ${sums.skipped} skipped`);
  }

  printsToStdio(): boolean {
    return false;
  }
}
