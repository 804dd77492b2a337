/** Languages that nobody chose. */
const plainLanguages: ReadonlySet<string> = new Set(['plaintext', 'unknown']);

/** True where a transcript of this path is shown in a language that the person or another extension has not chosen. Markdown stays Markdown. */
export function takesTranscriptLanguage(path: string, language: string): boolean {
  return /\.(txt|vtt|srt)$/i.test(path) && plainLanguages.has(language);
}
