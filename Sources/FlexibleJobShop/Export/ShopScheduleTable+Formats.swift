import OptCore

extension ShopScheduleTable: ExportableSchedule {
  static func summary(of format: ScheduleFormat) -> String {
    switch format {
    case .csv: "the schedule as a table, one row per operation, with slacks"
    case .svg: "the schedule drawn by machine, with a critical path"
    case .html: "the same as a page to explore: zoom, search, table"
    case .trace: "the schedule as trace events for Perfetto (a tick is 1 us)"
    }
  }

  func text(as format: ScheduleFormat, _ remarks: [(key: String, value: String)]) -> String {
    switch format {
    case .csv: csv()
    case .svg: chart(remarks).svg()
    case .html: page(remarks)
    case .trace: trace()
    }
  }
}
