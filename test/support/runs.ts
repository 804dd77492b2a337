/** True where `npm run soak` asks for a long run. */
export const soak = process.env['SOAK'] === '1';

/**
 * How many cases a law is held against: `quick` in every test run, twenty times as many where `npm run soak` asks for a long one.
 * Laws whose cases are large take few in a run; what they could still miss is the soak's to find.
 */
export function runs(quick: number): number {
  return soak ? 20 * quick : quick;
}
