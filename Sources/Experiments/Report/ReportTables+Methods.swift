extension ReportTables {
  /// What runs ended with: counts by method.
  static func outcomes(_ statistics: StudyStatistics, _ scope: ReportScope) -> ReportTable {
    let rows = scope.methods(in: statistics).map { method -> [ReportTable.Cell] in
      let sum = statistics.aggregate(method: method, instances: scope.instances)
      let sound = sum.runCount - sum.faultyCount
      func count(_ value: Int, of total: Int) -> ReportTable.Cell {
        ReportTable.Cell(count: value, runCount: total)
      }
      func errors(_ value: Int) -> ReportTable.Cell {
        ReportTable.Cell(count: value, runCount: sum.runCount, mark: value > 0 ? .error : .plain)
      }
      return [
        ReportTable.Cell(statistics.methods[method].label),
        ReportTable.Cell(count: sum.instanceCount), ReportTable.Cell(count: sum.runCount),
        errors(sum.failedCount), errors(sum.faultyCount), count(sum.solutionCount, of: sound),
        count(sum.provenCount, of: sound), count(sum.optimalCount, of: sum.knownOptimumCount),
        count(sum.atBaselineCount, of: sound), count(sum.improvementCount, of: sound),
      ]
    }
    return ReportTable(
      id: "outcomes" + scope.suffix, title: "Outcomes" + scope.ending,
      caption: "How many runs ended with what.",
      notes: [countNote] + faultNotes(statistics, scope.instances),
      columns: [
        .key("method"), .init("instances"), .init("runs"),
        .init("failed", help: "The process crashed, was killed or ended with an error."),
        .init("false claims", help: "A bound or proof that is contradicted."),
        .init("solution", help: "A checked solution was found."),
        .init("proven", help: "The run proved its answer itself."),
        .init("optimal", help: "The objective is the known optimum, proven by whomever."),
        .init("at reference", help: "As good as the reference (or the study's best) or better."),
        .init("improved", help: "Better than the best published objective."),
      ], rows: rows)
  }

  /// How good solutions and bounds are, by method.
  static func quality(_ statistics: StudyStatistics, _ scope: ReportScope) -> ReportTable {
    let isSummable = areSummable(scope.instances, statistics)
    let zero =
      isSummable
      && scope.instances.contains { statistics.instances[$0].baseline?.value.isZero ?? false }
    let seeds = hasSeeds(statistics, scope.instances)
    let rows = scope.methods(in: statistics).map { method -> [ReportTable.Cell] in
      let sum = statistics.aggregate(method: method, instances: scope.instances)
      var row = [
        ReportTable.Cell(statistics.methods[method].label), percent(sum.deviation),
      ]
      if seeds { row += [percent(sum.bestDeviation), percent(sum.worstDeviation)] }
      if isSummable { row.append(percent(sum.pooledDeviation)) }
      if zero { row.append(measure(sum.zeroBaselineExcess)) }
      return row + [percent(sum.gap), measure(sum.primalIntegral)]
    }
    let columns: [ReportTable.Column?] = [
      .key("method"), .init("deviation %", help: "Mean over instances of the mean over seeds."),
      seeds ? .init("best %", help: "Mean over instances of the best seed's deviation.") : nil,
      seeds ? .init("worst %", help: "Mean over instances of the worst seed's deviation.") : nil,
      isSummable
        ? .init("pooled %", help: "Sum of all excesses over the sum of all references.") : nil,
      zero ? .init("excess at 0", help: "Summed excess on instances with reference 0.") : nil,
      .init("gap %", help: "Mean relative gap to the run's own bound."),
      .init("primal integral s", help: "Mean integral of the primal gap over time."),
    ]
    return ReportTable(
      id: "quality" + scope.suffix, title: "Quality" + scope.ending,
      caption:
        "Deviation from the reference, gap to the own bound, and how soon solutions are good.",
      notes: [countNote] + baselineNotes(statistics, scope.instances) + [
        "Primal integral (Berthold 2013) against the best known objective, up to the largest "
          + "time limit of the instance's runs; the last incumbent stays when a run ends.",
        "A method without runs on some instances has a mean over fewer instances: compare it by "
          + "the pairwise table.",
      ] + faultNotes(statistics, scope.instances),
      columns: columns.compactMap { $0 }, rows: rows)
  }

  /// How long runs take, by method.
  static func times(_ statistics: StudyStatistics, _ scope: ReportScope) -> ReportTable {
    let methods = scope.methods(in: statistics)
    let sums = methods.map { statistics.aggregate(method: $0, instances: scope.instances) }
    let isWorkLimited = sums.contains { $0.workLimitedCount > 0 }
    let rows = zip(methods, sums).map { method, sum -> [ReportTable.Cell] in
      let sound = sum.runCount - sum.faultyCount
      var row = [
        ReportTable.Cell(statistics.methods[method].label), measure(sum.time),
        ReportTable.Cell(count: sum.limitedCount, runCount: sound),
      ]
      if isWorkLimited { row.append(.init(count: sum.workLimitedCount, runCount: sound)) }
      return row + [measure(sum.cpu)]
    }
    let work = ReportTable.Column(
      "at work limit", help: "Runs that had done all the work allowed: their time is their own.")
    return ReportTable(
      id: "times" + scope.suffix, title: "Times" + scope.ending,
      caption: "Wall and CPU seconds of a run.",
      notes: [countNote, timeNote(statistics)] + faultNotes(statistics, scope.instances),
      columns: [
        .key("method"), .init("time s", help: "Shifted geometric mean of wall seconds."),
        .init("at limit", help: "Runs that did not stop by themselves or at a work limit."),
      ] + (isWorkLimited ? [work] : []) + [
        .init("CPU s", help: "Arithmetic mean of CPU seconds.")
      ], rows: rows)
  }

  /// How times are averaged.
  static func timeNote(_ statistics: StudyStatistics) -> String {
    "Time: geometric mean of wall seconds shifted by "
      + "\(NumberText.measure(statistics.options.timeShift)) s; a run that did not stop by itself "
      + "or at its work limit counts with its time limit; without one, with its own time, or not at all if it failed."
  }

  /// Whether a method has several runs on an instance.
  static func hasSeeds(_ statistics: StudyStatistics, _ instances: [Int]) -> Bool {
    instances.contains { instance in
      statistics.methods.indices.contains {
        statistics.allRuns(instance: instance, method: $0).count > 1
      }
    }
  }
}
