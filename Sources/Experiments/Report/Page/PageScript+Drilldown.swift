extension PageScript {
  /// A run's incumbents and bounds over time, as steps.
  static let course = #"""
    const box = {width: 860, height: 280, left: 90, right: 840, top: 36, bottom: 240};
    const courseKinds = [
      {field: 1, colour: '#0072b2', dash: '', name: 'incumbent'},
      {field: 2, colour: '#d55e00', dash: '6 4', name: 'bound'}];
    const label = (x, y, anchor, text) =>
      svgNode('text', {x, y, 'text-anchor': anchor, fill: '#5b6472', 'font-size': 12}, text);
    const gridLine = (x1, y1, x2, y2) => svgNode('line', {x1, y1, x2, y2, stroke: '#e3e7ed'});

    // Positions of times (logarithmic) and values in the box.
    const courseScales = (points, end) => {
      const values = known(points.flatMap(point => [point[1], point[2]])).map(Number);
      let low = Math.min(...values), high = Math.max(...values);
      if (low === high) [low, high] = [low - Math.abs(low) * 0.05 - 1, high + Math.abs(high) * 0.05 + 1];
      const last = Math.max(end, ...points.map(point => point[0])) || 1;
      const first = Math.min(last / 10, Math.max(1e-4, points[0][0]));
      const x = t => box.left + (box.right - box.left)
        * Math.log(Math.max(t, first) / first) / Math.log(last / first);
      const y = v => box.top + (box.bottom - box.top) * (high - v) / (high - low);
      return {low, high, first, last, x, y};
    };
    const drawCourseGrid = (svg, {low, high, first, last, x, y}) => {
      for (let quarter = 0; quarter <= 4; quarter += 1) {
        const v = low + (high - low) * quarter / 4;
        svg.append(gridLine(box.left, y(v), box.right, y(v)),
          label(box.left - 8, y(v) + 4, 'end', Number(v.toPrecision(6))));
      }
      for (let power = Math.ceil(Math.log10(first)); 10 ** power <= last; power += 1) {
        const at = x(10 ** power);
        svg.append(gridLine(at, box.top, at, box.bottom),
          label(at, box.bottom + 18, 'middle', `${Number((10 ** power).toPrecision(1))} s`));
      }
    };
    const drawCourse = (points, end) => {
      const scales = courseScales(points, end), {x, y, last} = scales;
      const svg = svgNode('svg', {viewBox: `0 0 ${box.width} ${box.height}`, role: 'img',
        'aria-label': 'incumbent and bound over time'});
      drawCourseGrid(svg, scales);
      let place = box.left;
      for (const {field, colour, dash, name} of courseKinds) {
        const own = points.filter(point => point[field] !== null);
        if (!own.length) continue;
        const stroke = {fill: 'none', stroke: colour, 'stroke-width': 2, 'stroke-dasharray': dash};
        const [start, ...rest] = own.map(point => [x(point[0]), y(point[field])]);
        const steps = rest.map(([across, down]) => `H${across}V${down}`).join('');
        svg.append(svgNode('path', {...stroke, d: `M${start}${steps}H${x(last)}`}),
          svgNode('path', {...stroke, d: `M${place} 16h24`}), label(place + 30, 20, 'start', name));
        place += 120;
        for (const point of own) {
          const dot = svgNode('circle', {cx: x(point[0]), cy: y(point[field]), r: 3, fill: colour});
          dot.append(svgNode('title', {}, `${name} ${point[field]} after ${point[0]} s`));
          svg.append(dot);
        }
      }
      return svg;
    };

    """#

  /// The dialog with everything about one run; its address is `#run=` and the run's key.
  static let drilldown = #"""
    const dialog = $('run');
    const byKey = new Map(runs.map(run => [run.key, run]));
    const runFacts = (run, detail) => Object.entries({
      status: run.status + (detail.termination ? ` (${detail.termination})` : ''),
      objective: run.objective, bound: run.bound,
      gap: isAbsent(run.gap) ? null : show.percent(run.gap) + ' %',
      reference: I.reference[run.i],
      deviation: isAbsent(run.deviation) ? null : show.percent(run.deviation) + ' %',
      seed: run.seed, time: show.seconds(run.time) + ' s',
      process: `${show.seconds(run.cpu)} s of CPU, ${run.memory} MiB, ${run.ending}`,
      machine: detail.machine, version: detail.version, digest: detail.digest,
    }).filter(fact => !isAbsent(fact[1]));
    const runContent = run => {
      const detail = data.details[run.key] ?? {};
      const content = [el('h2', {}, `${run.instance}: ${run.method}`)];
      const part = (title, node) => content.push(el('h3', {}, title), node);
      if (run.fault) content.push(el('p', {class: 'badtext'}, run.fault));
      content.push(el('dl', {},
        ...runFacts(run, detail).flatMap(([key, value]) => [el('dt', {}, key), el('dd', {}, value)])));
      if (detail.message) part('Last words', el('pre', {}, detail.message));
      if (detail.command) part('Replay', el('pre', {}, detail.command));
      if (detail.course) part('Course', el('figure', {}, drawCourse(detail.course, run.time)));
      const drawing = $('drawing-' + run.key);
      if (drawing) part('Solution', el('figure', {}, drawing.content.cloneNode(true)));
      if (!data.details[run.key]) content.push(el('p', {class: 'note'},
        'This page holds the details of a part of the runs; the store has all.'));
      return content;
    };
    const openRun = run => {
      const close = el('button', {type: 'button', class: 'close'}, 'close');
      close.addEventListener('click', () => dialog.close());
      dialog.replaceChildren(close, ...runContent(run));
      if (!dialog.open) dialog.showModal();
      dialog.scrollTop = 0;
    };
    dialog.addEventListener('close', () => history.replaceState(null, '', location.pathname + location.search));
    dialog.addEventListener('click', event => { if (event.target === dialog) dialog.close(); });
    const follow = () => {
      const run = byKey.get(location.hash.replace('#run=', ''));
      if (run) openRun(run); else if (dialog.open) dialog.close();
    };
    addEventListener('hashchange', follow);
    follow();
    document.documentElement.dataset.ready = 'yes';

    """#
}
