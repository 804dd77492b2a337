/** The forms in which a study goes out. */
export const exportFormats = ['json', 'jsonl', 'csv', 'codebook-md', 'codebook-html'] as const;

/** One of them. */
export type ExportFormat = (typeof exportFormats)[number];
