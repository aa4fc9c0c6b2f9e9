import OptCore

extension ReportTables {
  /// Every instance with every method that was run on it.
  static func instances(_ statistics: StudyStatistics) -> ReportTable {
    var rows: [[ReportTable.Cell]] = []
    for index in statistics.instances.indices {
      for method in statistics.methods.indices {
        if let row = row(statistics, index, method) { rows.append(row) }
      }
    }
    return ReportTable(
      id: "instances", title: "Instances",
      caption: "Every instance with the objectives of every method over its seeds.",
      notes: [
        countNote,
        "Reference: the best published objective, or (study) the best of this study. "
          + "Gap, deviation and CPU seconds are means over seeds.",
      ], level: .detail,
      columns: [
        .key("family"), .key("instance"), .words("class"), .init("size"), .init("reference"),
        .words("from"), .key("method"), .init("runs"), .init("best"), .init("mean"),
        .init("worst"), .init("deviation %"), .init("gap %"), .init("proven"), .init("CPU s"),
      ], rows: rows)
  }

  private static func row(
    _ statistics: StudyStatistics, _ index: Int, _ method: Int
  ) -> [ReportTable.Cell]? {
    let all = statistics.allRuns(instance: index, method: method)
    guard !all.isEmpty else { return nil }
    let summary = statistics.instances[index]
    let sound = statistics.soundRuns(instance: index, method: method)
    let objectives = sound.compactMap(\.objective).sorted { $0.isBetter(than: $1, summary.sense) }
    let sum = statistics.aggregate(method: method, instances: [index])
    func value(_ value: ObjectiveValue?) -> ReportTable.Cell {
      guard let value else { return .none }
      return ReportTable.Cell(
        value.description, number: value.asReal, runCount: objectives.count)
    }
    let mean = MeanObjective(objectives).map {
      ReportTable.Cell(meanText($0), number: $0.value, runCount: $0.count)
    }
    let baseline = summary.baseline
    return [
      ReportTable.Cell(summary.instance.family), ReportTable.Cell(summary.instance.name),
      ReportTable.Cell(summary.classLabel), ReportTable.Cell(count: summary.instance.size),
      baseline.map { .init($0.value.description, number: $0.value.asReal) } ?? .none,
      ReportTable.Cell(baseline?.origin.rawValue ?? ""),
      ReportTable.Cell(statistics.methods[method].label),
      ReportTable.Cell(
        count: all.count, mark: sum.faultyCount + sum.failedCount > 0 ? .error : .plain),
      value(objectives.first), mean ?? .none, value(objectives.last), percent(sum.deviation),
      percent(sum.gap), .init(count: sum.provenCount, runCount: all.count - sum.faultyCount),
      measure(sum.cpu),
    ]
  }

  private static func meanText(_ mean: MeanObjective) -> String {
    mean.value == mean.value.rounded() && abs(mean.value) < 0x1p53
      ? fixed(mean.value, 0) : fixed(mean.value, 2)
  }
}
