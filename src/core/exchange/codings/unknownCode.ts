import { nearestOf } from '../../base/nearest';
import type { Code } from '../../codebook/codebook';

/** How a row may name a code by its number: “1.5”, “1.5 Review”, “BCT 1.5”. */
const byNumber = /^(?:[a-z]{1,6}[ .:-]?)?(\d+(?:\.\d+)*)[.)]?(?:\s+\S.*)?$/i;

/** What to do about a code that no codebook has: the id of the one that its name or number is, or that is spelt nearly so. */
export function unknownCodeRemedy(code: string, all: readonly Code[]): string {
  const lower = code.toLowerCase();
  const named = all.filter(({ name, entry }) =>
    [name, ...(entry.aka ?? [])].some((one) => one.toLowerCase() === lower),
  );
  const [only] = named;
  if (only !== undefined && named.length === 1) return `Write its id, “${only.id}”, not its name.`;
  const number = byNumber.exec(code)?.[1];
  const numbered = number === undefined ? undefined : ofNumber(number, all);
  if (numbered !== undefined) return `Write the id of the code that has this number: ${numbered}.`;
  const near = nearestOf(
    code,
    all.map(({ id }) => id),
  );
  const advice = 'Write the id that the codebook gives it, or add the code to a codebook first.';
  return near === undefined ? advice : `Did you mean “${near}”? ${advice}`;
}

/** The codes with a number, as a person would list them; undefined where there are none. */
function ofNumber(number: string, all: readonly Code[]): string | undefined {
  const having = (wanted: string): Code[] => all.filter((code) => numberOf(code) === wanted).slice(0, 3);
  let exact = having(number);
  if (exact.length === 0 && number.endsWith('.0')) exact = having(number.slice(0, -2));
  const listed = exact.map(({ id, name }) => `“${id}” (${name})`).join(', ');
  // Spreadsheets take 1.10 for a number and write 1.1.
  const longer = number.includes('.') ? having(`${number}0`) : [];
  if (longer.length === 0) return listed === '' ? undefined : listed;
  const shortened = longer.map(({ id, name }) => `“${id}” (${name}, ${number}0)`).join(', ');
  return `${listed === '' ? '' : `${listed}, or `}${shortened} where a spreadsheet took the last 0 away`;
}

/** The number that the codebook gives a code, or with which its name begins. */
function numberOf({ entry, name }: Code): string | undefined {
  const number = entry.number ?? /^\d+(?:\.\d+)*(?=[.)]?\s)/.exec(name)?.[0];
  return number?.trim().replace(/[.)]$/, '');
}
