/**
 * How much work may be put into a search or a comparison, counted in steps of about the same cost (some 30 ns: one cell of a table of
 * words, one word looked up). Steps and not time, so that the outcome is the same on every machine and on every day.
 */
export class StepBudget {
  private refused = 0;

  constructor(private steps: number) {}

  /** How many steps may still be taken. */
  get left(): number {
    return this.steps;
  }

  /** How often work was refused: where this grew, what was found is not all that there is. */
  get refusals(): number {
    return this.refused;
  }

  /** Takes the steps and says true, or, where so many are no longer there, takes none and says false. The work is then to be left out. */
  take(steps: number): boolean {
    if (steps > this.steps) {
      this.refused++;
      return false;
    }
    this.steps -= steps;
    return true;
  }
}
