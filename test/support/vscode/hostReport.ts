/**
 * Reports a run of mocha from inside the extension host: a line a test for people, and one line with the counts for the program that
 * started the host (hostResult.mjs reads it).
 */

/** What this needs of mocha, the same in its node and its browser build. */
export interface RunnableMocha {
  run(done: (failures: number) => void): MochaRunner;
}

interface MochaRunner {
  on(event: 'pass' | 'pending', listener: (test: MochaTest) => void): unknown;
  on(event: 'fail' | 'retry', listener: (test: MochaTest, error: unknown) => void): unknown;
}

interface Failure {
  readonly title: string;
  readonly error: string;
}

interface MochaTest {
  fullTitle(): string;
  readonly duration?: number | undefined;
}

/** Tries of a test after its first. VS Code sees what changed on a disk in its own time, now and then after a test gave up waiting. */
export const hostRetries = 1;

/** A reporter that prints nothing: mocha's own write to a terminal, which an extension host has not. */
export function SilentReporter(): void {
  // Nothing to set up and nothing to say.
}

/**
 * Runs the suites and prints how they went.
 * @throws when a test failed, which is how an extension host is told to end with exit code 1
 */
export async function runAndReport(mocha: RunnableMocha): Promise<void> {
  const failures: Failure[] = [];
  const retried: Failure[] = [];
  let passed = 0;
  let skipped = 0;
  await new Promise<void>((resolve) => {
    const runner = mocha.run(() => {
      resolve();
    });
    runner.on('pass', (test) => {
      passed++;
      console.log(`  ✓ ${test.fullTitle()} (${test.duration ?? 0} ms)`);
    });
    runner.on('pending', (test) => {
      skipped++;
      console.log(`  - ${test.fullTitle()} (skipped)`);
    });
    runner.on('retry', (test, error) => {
      retried.push(failure(test, error));
      console.log(`  ↻ ${test.fullTitle()}`);
    });
    runner.on('fail', (test, error) => {
      failures.push(failure(test, error));
      console.log(`  ✗ ${test.fullTitle()}`);
    });
  });
  console.log(`@@result ${JSON.stringify({ passed, failed: failures.length, skipped, failures, retried })}`);
  if (failures.length > 0) {
    throw new Error(`${failures.length} of ${passed + failures.length} tests failed`);
  }
}

function failure(test: MochaTest, error: unknown): Failure {
  return {
    title: test.fullTitle(),
    error: error instanceof Error ? (error.stack ?? error.message) : String(error),
  };
}
