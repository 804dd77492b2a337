import type { OpenStudy } from './openStudy';

/** What a coder is called in a study; their id where nobody of it is known. */
export function coderName({ study }: OpenStudy, coder: string): string {
  return study.coders.find(({ id }) => id === coder)?.name ?? coder;
}

/** What a code is called in a study, also by an id that it had before it was merged; the id where there is none. */
export function codeName({ study }: OpenStudy, code: string): string {
  return study.codes.resolve(code)?.name ?? code;
}
