/**
 * One run of `@vscode/test-electron` in a process of its own, so that its output can be read and, on Linux, wrapped in a display.
 * Takes its options as JSON in the only argument; ends with VS Code's exit code.
 */
import { runTests } from '@vscode/test-electron';

runTests(JSON.parse(process.argv[2] ?? '{}')).then(
  (code) => (process.exitCode = code),
  (error) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  },
);
