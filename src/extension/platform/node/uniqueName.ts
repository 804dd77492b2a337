import { randomBytes } from 'node:crypto';

/** What tells this program from every other one that ever ran: drawn once, since chance takes as long as making a file. */
const ofProgram = randomBytes(8).toString('hex');

let given = 0;

/** A name that is given once, by any program: 24 hexadecimal digits. */
export function uniqueName(): string {
  return ofProgram + (given++).toString(16).padStart(8, '0');
}
