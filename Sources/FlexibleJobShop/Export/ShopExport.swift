import OptCore

/// The files a schedule can be written to, besides the result document.
enum ShopExport: String, CaseIterable {
  case csv
  case svg
  case html
  case trace = "trace.json"

  /// The format as it is listed.
  var format: FileFormat {
    switch self {
    case .csv: FileFormat(rawValue, "the schedule as a table, one row per operation, with slacks")
    case .svg: FileFormat(rawValue, "the schedule drawn by machine, with a critical path")
    case .html: FileFormat(rawValue, "the same as a page to explore: zoom, search, table")
    case .trace: FileFormat(rawValue, "the schedule as trace events for Perfetto (a tick is 1 us)")
    }
  }

  /// `solution` in this format.
  ///
  /// - Throws: `SolveError.badRequest` when the schedule breaks rules.
  func data(
    of solution: ShopSchedule, in instance: FlexibleJobShopInstance,
    _ remarks: [(key: String, value: String)]
  ) throws(SolveError) -> [UInt8] {
    if let violation = solution.violations(in: instance).first {
      throw .badRequest("nothing to export: \(violation)")
    }
    let table = ShopScheduleTable(of: solution, in: instance)
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
