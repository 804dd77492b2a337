/**
 * The counts that a host run prints in a line of its own: `@@result {"passed":2,"failed":0,"skipped":0,"failures":[],"retried":[]}`.
 */

/**
 * @typedef {object} HostResult
 * @property {boolean} ok whether there were tests and all of them passed
 * @property {string} host where they ran, such as `VS Code 1.100.3 (server build)`
 * @property {number} passed
 * @property {number} failed
 * @property {number} skipped
 * @property {{ title: string, error: string }[]} failures a run that gave no counts has one, telling why
 * @property {{ title: string, error: string }[]} retried what failed once and passed, or failed again, at its second try
 * @property {number} seconds
 */

/**
 * Reads the counts out of what a run printed.
 * @param {string} output
 * @param {{ host: string, code: number | null, seconds: number }} run
 * @returns {HostResult} a run without a result, without tests, or with a failing exit code is not ok
 */
export function hostResult(output, { host, code, seconds }) {
  const lines = [...output.matchAll(/@@result (\{.*\})/g)].flatMap((match) => parse(match[1] ?? ''));
  /** @type {Omit<HostResult, 'ok' | 'host' | 'seconds'>} */
  const sum = { passed: 0, failed: 0, skipped: 0, failures: [], retried: [] };
  for (const line of lines) {
    sum.passed += line.passed;
    sum.failed += line.failed;
    sum.skipped += line.skipped;
    sum.failures.push(...line.failures);
    sum.retried.push(...line.retried);
  }
  if (lines.length === 0 || sum.passed + sum.failed === 0 || (code !== 0 && sum.failed === 0)) {
    const why =
      lines.length === 0
        ? 'the tests never reported'
        : code === 0
          ? 'there were no tests'
          : `the host ended with code ${code}`;
    sum.failures.push({ title: `${host}: ${why}`, error: output.slice(-3000) });
  }
  return { ok: code === 0 && sum.failures.length === 0, host, seconds, ...sum };
}

/**
 * @param {string} text
 * @returns {Omit<HostResult, 'ok' | 'host' | 'seconds'>[]}
 */
function parse(text) {
  try {
    return [JSON.parse(text)];
  } catch {
    return [];
  }
}
