// Contrast of visible texts against what is painted below them (WCAG 2.2, 1.4.3: 4.5, large text 3).
const parseColour = text => {
  const [r, g, b, a = 1] = text.match(/[\d.]+/g)?.map(Number) ?? [0, 0, 0, 0];
  return {rgb: [r, g, b], alpha: text === 'none' || text === 'transparent' ? 0 : a};
};
const luminance = rgb => {
  const [r, g, b] = rgb.map(channel => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const contrastOf = (a, b) => {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
};
// The colour behind an HTML element: the nearest opaque background.
const behind = element => {
  for (let node = element; node; node = node.parentElement) {
    const {rgb, alpha} = parseColour(getComputedStyle(node).backgroundColor);
    if (alpha === 1) return rgb;
  }
  return [255, 255, 255];
};
// The colour behind a text of a picture: the last shape painted before it that covers its middle.
const behindInPicture = (text, svg) => {
  const box = text.getBoundingClientRect();
  const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
  let found = behind(svg.parentElement);
  for (const shape of svg.querySelectorAll('rect')) {
    if (!(shape.compareDocumentPosition(text) & Node.DOCUMENT_POSITION_FOLLOWING)) break;
    const own = shape.getBoundingClientRect(), style = getComputedStyle(shape);
    const {rgb, alpha} = parseColour(style.fill);
    const isSolid = alpha === 1 && style.opacity === '1' && !style.fill.startsWith('url');
    if (isSolid && own.left <= x && x <= own.right && own.top <= y && y <= own.bottom) found = rgb;
  }
  return found;
};
const lowContrast = root => {
  const low = [];
  let count = 0;
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (!node.textContent.trim() || element.closest('title, desc, script, style, option, noscript')) continue;
    const disabled = element.closest(':disabled');
    const style = getComputedStyle(element), box = element.getBoundingClientRect();
    if (disabled || style.visibility === 'hidden' || box.width === 0 || box.height === 0) continue;
    const svg = element.closest('svg');
    const colour = parseColour(svg ? style.fill : style.color).rgb;
    const contrast = contrastOf(colour, svg ? behindInPicture(element, svg) : behind(element));
    count += 1;
    if (contrast < 4.5) low.push(`${contrast.toFixed(2)}: ${node.textContent.trim().slice(0, 40)}`);
  }
  return {low: [...new Set(low)], count};
};
