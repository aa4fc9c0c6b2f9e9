extension ReportTables {
  /// What the study holds.
  static func study(_ statistics: StudyStatistics) -> ReportTable {
    let runs = statistics.runs
    let failed = runs.filter(\.isFailed).count
    let faulty = runs.filter(\.isFaulty).count
    let known = statistics.instances.filter { $0.optimum != nil }.count
    let references = statistics.instances.filter { $0.reference?.upper != nil }.count
    func row(_ name: String, _ count: Int, isError: Bool = false) -> [ReportTable.Cell] {
      [ReportTable.Cell(name), .init(count: count, mark: isError && count > 0 ? .error : .plain)]
    }
    let results = statistics.results
    var besides: [[ReportTable.Cell]] = []
    if results.missingCount > 0 {
      besides.append(row("runs without a result yet", results.missingCount))
    }
    if results.leftOutCount > 0 {
      besides.append(row("runs left out: not planned any more", results.leftOutCount))
    }
    return ReportTable(
      id: "study", title: "Study \(results.name)", caption: "What the study holds.",
      columns: [.key("item"), ReportTable.Column("count")],
      rows: [
        row("instances", statistics.instances.count),
        row("instances with a reference solution", references),
        row("instances whose optimum is proven", known),
        row("methods", statistics.methods.count),
        row("runs", runs.count),
        row("runs that failed", failed, isError: true),
        row("runs with false claims", faulty, isError: true),
      ] + besides)
  }

  /// Every contradiction; no table when there is none.
  static func faults(_ statistics: StudyStatistics) -> [ReportTable] {
    guard !statistics.faults.isEmpty else { return [] }
    let rows = statistics.faults.map { fault -> [ReportTable.Cell] in
      let run = statistics.runs[fault.runIndex]
      let instance = statistics.instances[run.instanceIndex].instance
      return [
        ReportTable.Cell(instance.family), ReportTable.Cell(instance.name),
        ReportTable.Cell(statistics.methods[run.methodIndex].label),
        ReportTable.Cell(String(run.seed)),
        ReportTable.Cell(fault.message, mark: .error),
      ]
    }
    return [
      ReportTable(
        id: "errors", title: "Errors: claims that cannot be true",
        caption: "Bounds and proofs that a reference or a checked solution contradicts.",
        notes: ["These runs count in no mean, share or comparison of this report."],
        columns: [
          .key("family"), .key("instance"), .key("method"), .key("seed"), .words("contradiction"),
        ], rows: rows)
    ]
  }

  /// Every run whose process failed; no table when there is none.
  static func failures(_ statistics: StudyStatistics) -> [ReportTable] {
    let rows = statistics.runs.filter(\.isFailed).map { run -> [ReportTable.Cell] in
      let instance = statistics.instances[run.instanceIndex].instance
      return [
        ReportTable.Cell(instance.family), ReportTable.Cell(instance.name),
        ReportTable.Cell(statistics.methods[run.methodIndex].label),
        ReportTable.Cell(String(run.seed)),
        ReportTable.Cell(statistics.record(of: run).ending.summary, mark: .error),
      ]
    }
    guard !rows.isEmpty else { return [] }
    return [
      ReportTable(
        id: "failures", title: "Runs that failed",
        caption: "Runs whose process crashed, was killed or ended with an error.",
        notes: ["Solutions they delivered before count; their times count as the time limit."],
        columns: [
          .key("family"), .key("instance"), .key("method"), .key("seed"), .words("ending"),
        ], rows: rows)
    ]
  }
}

extension RunEnding {
  /// How the process ended, in words.
  public var summary: String {
    switch self {
    case .exited(let status, let message):
      "exit status \(status)" + (message.map { ": \($0)" } ?? "")
    case .signalled(let signal): "ended by signal \(signal)"
    case .overranTime: "killed: did not stop at its time limit"
    case .overranMemory: "killed: used more memory than allowed"
    case .notStarted(let reason): "not started: \(reason)"
    }
  }
}
