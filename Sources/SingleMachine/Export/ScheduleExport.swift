import OptCore

/// The files a schedule can be written to, besides the result document.
enum ScheduleExport: String, CaseIterable {
  case csv
  case svg
  case html
  case trace = "trace.json"

  /// The format as it is listed.
  var format: FileFormat {
    switch self {
    case .csv: FileFormat(rawValue, "the schedule as a table, one row per job in sequence order")
    case .svg: FileFormat(rawValue, "the schedule drawn over time with due dates and tardiness")
    case .html: FileFormat(rawValue, "the same as a page to explore: zoom, search, table of jobs")
    case .trace: FileFormat(rawValue, "the schedule as trace events for Perfetto (a tick is 1 us)")
    }
  }

  /// `solution` in this format.
  ///
  /// - Throws: `SolveError.badRequest` when the sequence is no permutation of the jobs.
  func data(
    of solution: TardinessSchedule, in instance: SingleMachineInstance,
    _ remarks: [(key: String, value: String)]
  ) throws(SolveError) -> [UInt8] {
    if let violation = solution.violations(in: instance).first {
      throw .badRequest("nothing to export: \(violation)")
    }
    let table = ScheduleTable(of: solution, in: instance)
    let text =
      switch self {
      case .csv: table.csv()
      case .svg: table.chart(remarks).svg()
      case .html: table.page(remarks)
      case .trace: table.trace()
      }
    return Array(text.utf8)
  }
}
