extension PageScript {
  /// Values of all curves under the pointer, also with the arrow keys.
  static let charts = #"""
    for (const figure of document.querySelectorAll('figure[data-series]')) {
      const series = JSON.parse(figure.dataset.series);
      const output = figure.querySelector('output');
      for (const svg of figure.querySelectorAll('svg')) {
        const plot = JSON.parse(svg.parentNode.dataset.plot);
        const line = svgNode('line', {class: 'hover', y1: plot.top, y2: plot.bottom});
        line.style.display = 'none';
        svg.append(line);
        svg.setAttribute('tabindex', '0');
        const value = share => plot.log ? plot.from * Math.pow(plot.to / plot.from, share)
          : plot.from + (plot.to - plot.from) * share;
        const at = (points, x) => {
          let low = 0, high = points.length;
          while (low < high) {
            const middle = (low + high) >> 1;
            if (points[middle][0] <= x) low = middle + 1; else high = middle;
          }
          return low === 0 ? null : points[low - 1][1];
        };
        let share = 0.5;
        const update = () => {
          const x = value(share);
          const rows = series.map(one => [at(one.points, x), one.name])
            .filter(row => row[0] !== null).sort((a, b) => plot.descending ? b[0] - a[0] : a[0] - b[0]);
          output.textContent = `${plot.label} ${Number(x.toPrecision(3))}\n`
            + rows.map(row => `${Number(row[0].toPrecision(4))}  ${row[1]}`).join('\n');
          output.style.display = 'block';
          line.style.display = '';
          const position = plot.left + (plot.right - plot.left) * share;
          line.setAttribute('x1', position);
          line.setAttribute('x2', position);
          const box = svg.getBoundingClientRect();
          const owner = figure.getBoundingClientRect();
          const left = box.left - owner.left + position * box.width / svg.viewBox.baseVal.width;
          output.style.left = (left + 12 + output.offsetWidth > owner.width
            ? Math.max(0, left - 12 - output.offsetWidth) : left + 12) + 'px';
          output.style.top = (box.top - owner.top + plot.top * box.height
            / svg.viewBox.baseVal.height) + 'px';
        };
        const hide = () => { output.style.display = 'none'; line.style.display = 'none'; };
        svg.addEventListener('pointermove', event => {
          const box = svg.getBoundingClientRect();
          const x = (event.clientX - box.left) * svg.viewBox.baseVal.width / box.width;
          share = (x - plot.left) / (plot.right - plot.left);
          if (share < 0 || share > 1) hide(); else update();
        });
        svg.addEventListener('pointerleave', hide);
        svg.addEventListener('blur', hide);
        svg.addEventListener('focus', () => { if (svg.matches(':focus-visible')) update(); });
        svg.addEventListener('keydown', event => {
          const step = {ArrowLeft: -0.02, ArrowRight: 0.02}[event.key];
          if (event.key === 'Escape') hide();
          if (step === undefined) return;
          event.preventDefault();
          share = Math.min(1, Math.max(0, share + step));
          update();
        });
      }
    }

    """#
}
