import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { DrawnLooks } from '../../../src/extension/editor/drawnLooks';
import type { FlatRanges, HighlightPlan } from '../../../src/extension/editor/highlightPlan';
import { runs } from '../../support/runs';

/** A plan of a few looks, each with a range on a line of its own or none. */
const plans: fc.Arbitrary<HighlightPlan> = fc
  .dictionary(fc.constantFrom('0/blue', '1/blue', 'wash/blue', '0/grey', 'wash/grey'), fc.nat({ max: 5 }))
  .map((lines) => new Map(Object.entries(lines).map(([look, line]) => [look, [line, 0, line, 9]])));

/** What goes on in an editor: one of three plans that is to be shown, an edit on a line, or a turn of what waits. */
const events = fc.oneof(
  fc.nat({ max: 2 }).map((which) => ({ kind: 'plan' as const, which })),
  fc.nat({ max: 5 }).map((line) => ({ kind: 'edit' as const, line })),
  fc.constant({ kind: 'turn' as const }),
);

/** An editor that moves what it shows on an edited line by itself, and pauses that end one by one. */
class Editor {
  readonly shown = new Map<string, FlatRanges>();
  readonly looks = new DrawnLooks((look, ranges) => {
    if (ranges.length === 0) this.shown.delete(look);
    else this.shown.set(look, ranges);
  });
  private readonly waiting: (() => void)[] = [];
  private readonly drawings: Promise<void>[] = [];
  private version = 0;

  show(plan: HighlightPlan): void {
    const { version } = this;
    const pause = (): Promise<void> => new Promise((resolve) => this.waiting.push(resolve));
    const from = [plan];
    if (!this.looks.isMadeOf(from))
      this.drawings.push(this.looks.draw(plan, from, pause, () => this.version === version));
  }

  edit(line: number): void {
    this.version++;
    for (const [look, ranges] of this.shown) if (ranges[0] === line) this.shown.set(look, [line, 1, line, 10]);
    this.looks.edited([{ startLine: line, endLine: line, breaks: 0 }]);
  }

  async turn(): Promise<void> {
    this.waiting.shift()?.();
    await Promise.resolve();
  }

  async quiet(): Promise<void> {
    while (this.waiting.length > 0) await this.turn();
    await Promise.all(this.drawings);
  }
}

describe('DrawnLooks', () => {
  it('ends with what the last plan says, whatever came between the looks of those before it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.tuple(plans, plans, plans), fc.array(events, { maxLength: 20 }), async (three, before) => {
        const editor = new Editor();
        for (const event of before) {
          if (event.kind === 'plan') editor.show(three[event.which] ?? three[0]);
          else if (event.kind === 'edit') editor.edit(event.line);
          else await editor.turn();
        }
        editor.show(three[0]);
        await editor.quiet();
        assert.deepEqual(new Map([...editor.shown].sort()), new Map([...three[0]].sort()));
      }),
      { seed: 20261130, numRuns: runs(500) },
    );
  });

  it('draws nothing anew that is drawn, or being drawn', async () => {
    const shown: string[] = [];
    const looks = new DrawnLooks((look) => shown.push(look));
    const plan: HighlightPlan = new Map([
      ['0/blue', [0, 0, 0, 9]],
      ['wash/blue', [0, 0, 0, 9]],
    ]);
    const drawing = looks.draw(plan, [plan], () => Promise.resolve());
    assert.equal(looks.isMadeOf([plan]), true);
    await drawing;
    await looks.draw(new Map([...plan, ['1/grey', [2, 0, 2, 1]]]), [], () => Promise.resolve());
    assert.deepEqual(shown, ['0/blue', 'wash/blue', '1/grey']);
  });
});
