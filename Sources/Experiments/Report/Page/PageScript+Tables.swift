extension PageScript {
  /// The data, and the table of instances: a value per method, averaged over the seeds.
  static let instances = #"""
    const data = JSON.parse($('data').textContent);
    const I = data.instances;
    // A run is a place in the columns: a hundred thousand full objects would take their time.
    class Run {
      constructor(index) { this.index = index; }
      get instance() { return I.name[this.i]; }
      get method() { return data.methods[this.m]; }
    }
    for (const [field, column] of Object.entries(data.runs))
      Object.defineProperty(Run.prototype, field, {get() { return column[this.index]; }});
    const runs = data.runs.key.map((_, index) => new Run(index));

    const cells = I.name.map(() => data.methods.map(() => []));
    for (const run of runs) if (!run.fault) cells[run.i][run.m].push(run);
    const mean = field => list => {
      const values = known(list.map(run => run[field]));
      return values.length ? values.reduce((a, b) => a + b) / values.length : null;
    };
    const bestOf = (values, larger) => {
      const present = known(values);
      return present.length ? present.reduce((a, b) => byNumber(b, a) > 0 === larger ? b : a) : null;
    };
    const maximised = new Set(data.maximised);
    const isLarger = i => maximised.has(i);
    const measures = {
      deviation: {title: 'deviation from the reference [%]', show: show.percent, of: mean('deviation')},
      gap: {title: 'gap to the own bound [%]', show: show.percent, of: mean('gap')},
      objective: {title: 'best objective', show: show.plain,
        of: (list, i) => bestOf(list.map(run => run.objective), isLarger(i))},
      time: {title: 'time [s]', show: show.seconds, of: mean('time')},
    };
    const measure = chooser('show', Object.entries(measures).map(([key, value]) => [key, value.title]));
    const instanceFind = finder('instance');
    $('instance-tools').append(measure.node, instanceFind.node);

    const chosen = () => measures[measure.control.value];
    const instanceRows = I.name.map((name, i) => ({name, i}));
    const takeValues = () => {
      for (const row of instanceRows) {
        row.values = cells[row.i].map(list => chosen().of(list, row.i));
        row.best = bestOf(row.values, chosen() === measures.objective && isLarger(row.i));
      }
    };
    const isBest = (row, m) => !isAbsent(row.values[m]) && byNumber(row.values[m], row.best) === 0;
    const instanceColumns = [
      {title: 'instance', get: row => row.name, show: show.plain},
      ...(new Set(I.family).size > 1
        ? [{title: 'family', get: row => I.family[row.i], show: show.plain}] : []),
      {title: 'size', kind: 'n', get: row => I.size[row.i], show: show.plain},
      {title: 'class', kind: 'extra', get: row => I.group[row.i], show: show.plain},
      ...(known(I.reference).length
        ? [{title: 'reference', kind: 'n', get: row => I.reference[row.i], show: show.plain}] : []),
      ...data.methods.map((title, m) => ({title, kind: 'n', get: row => row.values[m],
        show: value => chosen().show(value), mark: row => isBest(row, m) ? 'best' : null})),
    ];
    const instanceGrid = new Grid($('instance-grid'), instanceColumns, instanceRows, row => {
      runFind.control.value = row.name;
      filterRuns();
      $('runs').scrollIntoView({behavior: 'smooth'});
      runFind.control.focus({preventScroll: true});
    });
    instanceGrid.keep = row => contains(row.name, instanceFind.control.value);
    instanceFind.control.addEventListener('input', () => instanceGrid.refresh());
    measure.control.addEventListener('change', () => { takeValues(); instanceGrid.refresh(); });
    takeValues();
    instanceGrid.refresh();

    """#

  /// The table of runs.
  static let runs = #"""
    const states = [...new Set(runs.map(run => run.status))].sort();
    const runFind = finder('instance');
    const methodChoice = chooser('method', [['', 'all'], ...data.methods.map((m, i) => [i, m])]);
    const stateChoice = chooser('status',
      [['', 'all'], ...states.map(s => [s, s]), ['!', 'failed or at fault']]);
    $('run-tools').append(runFind.node, methodChoice.node, stateChoice.node);
    const number = (title, field, text = show.plain) =>
      ({title, kind: 'n', get: run => run[field], show: text});
    const word = (title, field) => ({title, get: run => run[field], show: show.plain});
    const runColumns = [
      word('instance', 'instance'), word('method', 'method'), number('seed', 'seed'),
      word('status', 'status'), number('objective', 'objective'), number('bound', 'bound'),
      number('gap [%]', 'gap', show.percent), number('deviation [%]', 'deviation', show.percent),
      number('time [s]', 'time', show.seconds), number('CPU [s]', 'cpu', show.seconds),
      number('memory [MiB]', 'memory'), word('ending', 'ending'),
    ];
    const runGrid = new Grid($('run-grid'), runColumns, runs, run => { location.hash = 'run=' + run.key; });
    const filterRuns = () => {
      const text = runFind.control.value, m = methodChoice.control.value, state = stateChoice.control.value;
      runGrid.keep = run => contains(run.instance, text) && (m === '' || run.m === Number(m))
        && (state === '' || (state === '!' ? run.fault || !run.orderly : run.status === state));
      runGrid.refresh();
    };
    runFind.control.addEventListener('input', filterRuns);
    for (const {control} of [methodChoice, stateChoice]) control.addEventListener('change', filterRuns);
    filterRuns();

    """#
}
