extension PageScript {
  /// The tables of instances and runs, and the drill-down into one run.
  static let runs = #"""
    const data = JSON.parse($('data').textContent);
    const R = data.runs, I = data.instances;
    const runs = R.key.map((key, index) => {
      const row = {index, key};
      for (const field of Object.keys(R)) row[field] = R[field][index];
      row.instance = I.name[row.i];
      row.family = I.family[row.i];
      row.method = data.methods[row.m];
      return row;
    });

    // Mean over seeds, per instance and method, of what the user chose; the best objective for objectives.
    const cells = I.name.map(() => data.methods.map(() => []));
    for (const run of runs) if (!run.fault) cells[run.i][run.m].push(run);
    const mean = values => values.length ? values.reduce((a, b) => a + b, 0) / values.length : null;
    const known = values => values.filter(v => v !== null && v !== undefined);
    const best = (list, family) => {
      const values = known(list.map(run => run.objective));
      if (!values.length) return null;
      const larger = data.maximised.includes(family);
      return values.reduce((a, b) => (Number(b) > Number(a)) === larger ? b : a);
    };
    const measures = {
      deviation: {title: 'deviation from the reference [%]', show: show.percent,
        of: list => mean(known(list.map(run => run.deviation)))},
      gap: {title: 'gap to the own bound [%]', show: show.percent,
        of: list => mean(known(list.map(run => run.gap)))},
      objective: {title: 'best objective', show: show.value, of: best},
      time: {title: 'time [s]', show: show.seconds, of: list => mean(known(list.map(run => run.time)))},
    };
    const instanceRows = I.name.map((name, i) => ({i, name, family: I.family[i], size: I.size[i],
      group: I.group[i], reference: I.reference[i]}));

    const measure = chooser('show', Object.entries(measures).map(([key, value]) => [key, value.title]));
    const instanceFind = finder('instance');
    const families = [...new Set(I.family)];
    $('instance-tools').append(measure.node, instanceFind.node);
    const drawInstances = () => {
      const chosen = measures[measure.select.value];
      const values = new Map(instanceRows.map(row =>
        [row, data.methods.map((_, m) => chosen.of(cells[row.i][m], row.family))]));
      const lead = row => {
        const numbers = known(values.get(row)).map(Number);
        const larger = chosen === measures.objective && data.maximised.includes(row.family);
        return numbers.length ? (larger ? Math.max(...numbers) : Math.min(...numbers)) : null;
      };
      const columns = [
        {title: 'instance', get: row => row.name, show: show.text},
        ...(families.length > 1 ? [{title: 'family', get: row => row.family, show: show.text}] : []),
        {title: 'size', kind: 'n', get: row => row.size, show: show.value},
        {title: 'reference', kind: 'n', get: row => row.reference, show: show.value},
        ...data.methods.map((method, m) => ({title: method, kind: 'n', show: chosen.show,
          get: row => values.get(row)[m],
          mark: row => values.get(row)[m] !== null && Number(values.get(row)[m]) === lead(row)
            ? 'best' : null})),
      ];
      const grid = new Grid($('instance-grid'), columns, instanceRows, row => {
        runFind.input.value = row.name;
        filterRuns();
        $('runs').scrollIntoView({behavior: 'smooth'});
      });
      grid.keep = row => contains(row.name, instanceFind.input.value);
      grid.refresh();
      instanceFind.input.oninput = () => grid.refresh();
    };
    measure.select.addEventListener('change', drawInstances);

    const runFind = finder('instance');
    const methodChoice = chooser('method', [['', 'all'], ...data.methods.map((m, i) => [i, m])]);
    const states = [...new Set(runs.map(run => run.status))].sort();
    const stateChoice = chooser('status', [['', 'all'], ...states.map(s => [s, s]),
      ['!', 'failed or at fault']]);
    $('run-tools').append(runFind.node, methodChoice.node, stateChoice.node);
    const runColumns = [
      {title: 'instance', get: run => run.instance, show: show.text},
      {title: 'method', get: run => run.method, show: show.text},
      {title: 'seed', kind: 'n', get: run => run.seed, show: show.value},
      {title: 'status', get: run => run.status, show: show.text},
      {title: 'objective', kind: 'n', get: run => run.objective, show: show.value},
      {title: 'bound', kind: 'n', get: run => run.bound, show: show.value},
      {title: 'gap [%]', kind: 'n', get: run => run.gap, show: show.percent},
      {title: 'deviation [%]', kind: 'n', get: run => run.deviation, show: show.percent},
      {title: 'time [s]', kind: 'n', get: run => run.time, show: show.seconds},
      {title: 'CPU [s]', kind: 'n', get: run => run.cpu, show: show.seconds},
      {title: 'memory [MiB]', kind: 'n', get: run => run.memory, show: show.value},
      {title: 'ending', get: run => run.ending, show: show.text},
    ];
    const runGrid = new Grid($('run-grid'), runColumns, runs, run => { location.hash = 'run=' + run.key; });
    const filterRuns = () => {
      const text = runFind.input.value, m = methodChoice.select.value, s = stateChoice.select.value;
      runGrid.keep = run => (text === '' || contains(run.instance, text))
        && (m === '' || run.m === Number(m))
        && (s === '' || (s === '!' ? Boolean(run.fault) || !run.orderly : run.status === s));
      runGrid.refresh();
    };
    runFind.input.addEventListener('input', filterRuns);
    methodChoice.select.addEventListener('change', filterRuns);
    stateChoice.select.addEventListener('change', filterRuns);
    drawInstances();

    """#

  /// The dialog with everything about one run.
  static let drilldown = #"""
    const dialog = $('run');
    const byKey = new Map(runs.map(run => [run.key, run]));
    const svgNode = (tag, attributes, text) => {
      const node = document.createElementNS('http://www.w3.org/2000/svg', tag);
      for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
      if (text !== undefined) node.textContent = text;
      return node;
    };
    // Incumbents and bounds over time, as steps.
    const course = (points, end) => {
      const width = 860, height = 260, left = 90, right = 20, top = 16, bottom = 40;
      const values = points.flatMap(p => [p[1], p[2]]).filter(v => v !== null).map(Number);
      if (!values.length) return null;
      let low = Math.min(...values), high = Math.max(...values);
      if (low === high) { low -= Math.abs(low) * 0.05 + 1; high += Math.abs(high) * 0.05 + 1; }
      const last = Math.max(end, ...points.map(p => p[0])) || 1;
      const first = Math.min(last / 10, Math.max(1e-4, ...points.slice(0, 1).map(p => p[0])));
      const x = t => left + (width - left - right)
        * Math.log(Math.max(t, first) / first) / Math.log(last / first);
      const y = v => top + (height - top - bottom) * (high - v) / (high - low);
      const svg = svgNode('svg', {viewBox: `0 0 ${width} ${height}`, role: 'img',
        'aria-label': 'incumbent and bound over time'});
      for (let share = 0; share <= 4; share += 1) {
        const v = low + (high - low) * share / 4;
        svg.append(svgNode('line', {x1: left, x2: width - right, y1: y(v), y2: y(v), stroke: '#e3e7ed'}));
        svg.append(svgNode('text', {x: left - 8, y: y(v) + 4, 'text-anchor': 'end', fill: '#5b6472',
          'font-size': 12}, Number(v.toPrecision(6))));
      }
      for (let t = 10 ** Math.ceil(Math.log10(first)); t <= last; t *= 10) {
        svg.append(svgNode('line', {x1: x(t), x2: x(t), y1: top, y2: height - bottom, stroke: '#e3e7ed'}));
        svg.append(svgNode('text', {x: x(t), y: height - bottom + 16, 'text-anchor': 'middle',
          fill: '#5b6472', 'font-size': 12}, `${Number(t.toPrecision(2))} s`));
      }
      for (const [field, colour, dash, name] of
        [[1, '#0072b2', '', 'incumbent'], [2, '#d55e00', '6 4', 'bound']]) {
        const own = points.filter(p => p[field] !== null);
        if (!own.length) continue;
        let path = '';
        for (const p of own) path += path ? `H${x(p[0])}V${y(p[field])}` : `M${x(p[0])} ${y(p[field])}`;
        const line = svgNode('path', {d: path + `H${x(last)}`, fill: 'none', stroke: colour,
          'stroke-width': 2, 'stroke-dasharray': dash});
        line.append(svgNode('title', {}, name));
        svg.append(line);
        for (const p of own.slice(0, 400)) {
          const dot = svgNode('circle', {cx: x(p[0]), cy: y(p[field]), r: 3, fill: colour});
          dot.append(svgNode('title', {}, `${name} ${p[field]} after ${p[0]} s`));
          svg.append(dot);
        }
      }
      return svg;
    };
    const openRun = run => {
      const detail = data.details[run.key] ?? {};
      const facts = [
        ['status', run.status + (detail.termination ? ` (${detail.termination})` : '')],
        ['objective', show.value(run.objective)], ['bound', show.value(run.bound)],
        ['gap', run.gap === null ? '' : show.percent(run.gap) + ' %'],
        ['reference', show.value(I.reference[run.i])],
        ['deviation', run.deviation === null ? '' : show.percent(run.deviation) + ' %'],
        ['seed', run.seed], ['time', show.seconds(run.time) + ' s'],
        ['process', `${show.seconds(run.cpu)} s of CPU, ${run.memory} MiB, ${run.ending}`],
        ['machine', detail.machine], ['version', detail.version], ['digest', detail.digest],
      ].filter(fact => fact[1] !== '' && fact[1] !== undefined && fact[1] !== null);
      const content = [el('h2', {}, `${run.instance}: ${run.method}`)];
      if (run.fault) content.push(el('p', {class: 'badtext'}, run.fault));
      content.push(el('dl', {}, ...facts.flatMap(([key, value]) => [el('dt', {}, key), el('dd', {}, value)])));
      if (detail.message) content.push(el('h3', {}, 'Last words'), el('pre', {}, detail.message));
      if (detail.command) content.push(el('h3', {}, 'Replay'), el('pre', {}, detail.command));
      const picture = detail.course ? course(detail.course, run.time) : null;
      if (picture) content.push(el('h3', {}, 'Course'), el('figure', {}, picture));
      const drawing = $('drawing-' + run.key);
      if (drawing) {
        const figure = el('figure', {});
        figure.append(drawing.content.cloneNode(true));
        content.push(el('h3', {}, 'Solution'), figure);
      }
      if (!data.details[run.key])
        content.push(el('p', {class: 'note'}, 'This page holds the details of a part of the runs; the store has all.'));
      const close = el('button', {type: 'button', class: 'close'}, 'close');
      close.addEventListener('click', () => dialog.close());
      dialog.replaceChildren(close, ...content);
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
