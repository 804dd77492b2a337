/** A program that copies a folder elsewhere, as a person knows it. */
export type SyncService =
  'Dropbox' | 'OneDrive' | 'iCloud Drive' | 'Google Drive' | 'Box' | 'Nextcloud' | 'pCloud' | 'Syncthing';

/** Names of folders that a service keeps in step; a service adds an account or a company behind them. */
const folders: readonly (readonly [RegExp, SyncService])[] = [
  [/^dropbox(?:$|[ (-])/i, 'Dropbox'],
  [/^onedrive(?:$|[ -])/i, 'OneDrive'],
  [/^(?:icloud ?drive|com~apple~clouddocs|mobile documents)$/i, 'iCloud Drive'],
  [/^(?:google ?drive(?:$|[ -])|my drive$)/i, 'Google Drive'],
  [/^box(?:-box)?$/i, 'Box'],
  [/^(?:nextcloud|owncloud)(?:$|[ -])/i, 'Nextcloud'],
  [/^p ?cloud ?drive$/i, 'pCloud'],
];

/** Files by which a service marks a folder. */
const marks: readonly (readonly [RegExp, SyncService])[] = [
  [/^\.dropbox(?:\.cache)?$/, 'Dropbox'],
  [/^\.tmp\.drive(?:up|down)load$/, 'Google Drive'],
  [/^(?:\.sync_[0-9a-f]+\.db|\._sync_[0-9a-f]+\.db|\.owncloudsync\.log|\.nextcloudsync\.log)$/, 'Nextcloud'],
  [/^\.stfolder$/, 'Syncthing'],
];

/** The service that keeps a folder elsewhere too, by the names of the folders on its path, from the top; null where none shows. */
export function serviceOfPath(names: readonly string[]): SyncService | null {
  for (const name of names) for (const [pattern, service] of folders) if (pattern.test(name)) return service;
  return null;
}

/** The service whose marks are among the names in a folder; null where there are none. */
export function serviceOfMarks(names: readonly string[]): SyncService | null {
  for (const name of names) for (const [pattern, service] of marks) if (pattern.test(name)) return service;
  return null;
}

/** Where a git configuration sends what is pushed: the hosts or paths of its remotes, without names and passwords; each once. */
export function remotesIn(config: string): readonly string[] {
  const found = new Set<string>();
  let inRemote = false;
  for (const line of config.split(/\r?\n/)) {
    const section = /^\s*\[\s*([^\]"\s]+)/.exec(line);
    if (section) inRemote = section[1]?.toLowerCase() === 'remote';
    const url = inRemote ? /^\s*(?:push)?url\s*=\s*"?([^"#;]+)/i.exec(line)?.[1]?.trim() : undefined;
    if (url !== undefined && url !== '') found.add(hostOf(url));
  }
  return [...found];
}

function hostOf(url: string): string {
  const web = /^[a-z][a-z0-9+.-]*:\/\/(?:[^/@]*@)?([^/:]+)/i.exec(url)?.[1];
  // The short form of SSH: git@host:path. A single letter before the colon is a drive of Windows.
  const short = /^(?:[^@/]*@)?([^/:@]{2,}):/.exec(url)?.[1];
  return web ?? short ?? url;
}
