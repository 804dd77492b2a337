/** The pages of help, by the names of their files in media/docs, in the order in which a newcomer needs them. */
export const helpPages = ['coding', 'codebooks', 'export', 'teams', 'privacy'] as const;

/** A page of help. */
export type HelpPage = (typeof helpPages)[number];

/** What the help can be asked for by name: a page, or the walkthrough. */
export type HelpTarget = HelpPage | 'walkthrough';

/** Whether an argument of a command names something that the help has. */
export function isHelpTarget(argument: unknown): argument is HelpTarget {
  return argument === 'walkthrough' || helpPages.some((page) => page === argument);
}
