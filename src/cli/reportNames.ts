/** The tables that can be asked for. */
export const reports = ['themes', 'codebook-history'] as const;

/** One of them. */
export type ReportName = (typeof reports)[number];

/** The forms of a table: to read (Markdown), or for other programs. */
export const reportFormats = ['text', 'csv'] as const;

/** One of them. */
export type ReportFormat = (typeof reportFormats)[number];
