import assert from 'node:assert/strict';
import { coderStatus, plainStatus } from '../../../../src/extension/editor/statusText';
import { takesTranscriptLanguage } from '../../../../src/extension/editor/takesTranscriptLanguage';

const words = { noCoder: 'Choose Coder', restricted: 'Read-only' };

describe('coderStatus', () => {
  it('says who codes in which study, with the whole names for a screen reader', () => {
    assert.deepEqual(coderStatus(null, 'Anna', 'Peer support interviews', words), {
      text: '$(person) Anna · Peer support interviews',
      label: 'Verbatim: Anna, Peer support interviews',
    });
    const long = 'A study of many years and even more interviews';
    const { text, label } = coderStatus(null, 'Anna', long, words);
    assert.ok(text.length < 45);
    assert.ok(label.includes(long));
  });

  it('says what stands in the way, by an icon too', () => {
    assert.equal(coderStatus('no-coder', '', 'Study', words).text, '$(warning) Choose Coder · Study');
    assert.equal(coderStatus('restricted', 'Anna', 'Study', words).text, '$(shield) Read-only · Study');
  });
});

describe('plainStatus', () => {
  it('lets no name be read as an icon or take a second line', () => {
    assert.doesNotMatch(plainStatus('$(bug)\nname'), /\$\(|\n/);
  });
});

describe('takesTranscriptLanguage', () => {
  it('takes plain transcripts in a language that nobody chose', () => {
    for (const path of ['/a.txt', '/b.VTT', '/c.srt'])
      assert.equal(takesTranscriptLanguage(path, 'plaintext'), true, path);
    assert.equal(takesTranscriptLanguage('/a.txt', 'unknown'), true);
  });

  it('leaves Markdown, other files, and a language that somebody chose', () => {
    assert.equal(takesTranscriptLanguage('/a.md', 'plaintext'), false);
    assert.equal(takesTranscriptLanguage('/a.yaml', 'plaintext'), false);
    assert.equal(takesTranscriptLanguage('/a.txt', 'markdown'), false);
    assert.equal(takesTranscriptLanguage('/a.vtt', 'vtt'), false);
  });
});
