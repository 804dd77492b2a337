import assert from 'node:assert/strict';
import { palette } from '../../../../src/core/codebook/palette';
import { annotationColor } from '../../../../src/extension/editor/highlightPlan';
import { legend, type ThemeKind } from '../../../../src/extension/editor/legend';

const svgOf = (uri: string): string => {
  assert.match(uri, /^data:image\/svg\+xml;base64,[A-Za-z0-9+/=]+$/);
  return atob(uri.slice(uri.indexOf(',') + 1));
};
const themes: readonly ThemeKind[] = ['light', 'dark', 'contrast', 'contrastLight'];

describe('legend', () => {
  it('shows a palette colour as the theme has it', () => {
    for (const theme of themes) assert.ok(svgOf(legend('blue', theme)).includes(palette.blue[theme]), theme);
  });

  it('shows the shape of the line', () => {
    assert.doesNotMatch(svgOf(legend('blue', 'light')), /dasharray/);
    assert.match(svgOf(legend('orange', 'light')), /dasharray="10 4"/);
    assert.match(svgOf(legend('green', 'light')), /dasharray="3 2"/);
  });

  it('shows an annotation as a dotted neutral line without a wash', () => {
    const svg = svgOf(legend(annotationColor, 'dark'));
    assert.match(svg, /dasharray="3 2"/);
    assert.doesNotMatch(svg, /<rect/);
    assert.ok(svg.includes(palette.grey.dark));
  });

  it('makes a custom colour readable, and lets no other text into the picture', () => {
    assert.ok(svgOf(legend('#ffffaa', 'contrast')).includes('#ffffaa'));
    assert.ok(!svgOf(legend('#ffffaa', 'light')).includes('#ffffaa'));
    const svg = svgOf(legend('"/><script>alert(1)</script>', 'light'));
    assert.doesNotMatch(svg, /script|alert/);
    assert.ok(svg.includes(palette.grey.light));
  });
});
