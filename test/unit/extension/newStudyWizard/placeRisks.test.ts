import assert from 'node:assert/strict';
import { remotesIn, serviceOfMarks, serviceOfPath } from '../../../../src/extension/newStudyWizard/placeRisks';

describe('where a folder lies', () => {
  it('is told by the names that services give their folders', () => {
    const service = (path: string): string | null => serviceOfPath(path.split('/'));
    assert.equal(service('/Users/a/Dropbox (Uni)/study'), 'Dropbox');
    assert.equal(service('/C:/Users/a/OneDrive - University of X/study'), 'OneDrive');
    assert.equal(service('/Users/a/Library/Mobile Documents/com~apple~CloudDocs/s'), 'iCloud Drive');
    assert.equal(service('/Users/a/Library/CloudStorage/GoogleDrive-a@b.c/My Drive/s'), 'Google Drive');
    assert.equal(service('/G:/My Drive/s'), 'Google Drive');
    assert.equal(service('/home/a/Nextcloud/s'), 'Nextcloud');
    assert.equal(service('/home/a/dropboxes/boxing/my driver/s'), null);
  });

  it('is told by the marks that they leave', () => {
    assert.equal(serviceOfMarks(['a', '.dropbox.cache']), 'Dropbox');
    assert.equal(serviceOfMarks(['.sync_0a1b.db']), 'Nextcloud');
    assert.equal(serviceOfMarks(['.stfolder']), 'Syncthing');
    assert.equal(serviceOfMarks(['dropbox.txt']), null);
  });

  it('with git is told by the hosts of its remotes, without names and passwords', () => {
    const config = `[core]
\turl = https://not.a.remote/x
[remote "origin"]
\turl = https://me:secret@github.com/me/study.git
\tpushurl = git@gitlab.example.org:me/study.git
[remote "usb"]
  url = /media/usb/study.git ; a remark
[branch "main"]
\tremote = origin
`;
    assert.deepEqual(remotesIn(config), ['github.com', 'gitlab.example.org', '/media/usb/study.git']);
    assert.deepEqual(remotesIn('[core]\n'), []);
  });
});
