import OptCore

extension ScheduleTable: ExportableSchedule {
  static func summary(of format: ScheduleFormat) -> String {
    switch format {
    case .csv: "the schedule as a table, one row per job in sequence order"
    case .svg: "the schedule drawn over time with due dates and tardiness"
    case .html: "the same as a page to explore: zoom, search, table of jobs"
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
