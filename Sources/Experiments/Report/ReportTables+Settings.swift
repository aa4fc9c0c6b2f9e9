import OptCore

extension ReportTables {
  /// How each method was run.
  static func methods(_ statistics: StudyStatistics) -> ReportTable {
    let rows = statistics.methods.map { method -> [ReportTable.Cell] in
      let setting = method.setting
      return [
        method.label, setting.method, setting.formulation ?? "", setting.engine ?? "",
        setting.parameters.joined(separator: " "), setting.warmStart ?? "",
        String(setting.threads), method.limits.map(\.summary).joined(separator: "; "),
        method.versions.joined(separator: " "),
      ].map { ReportTable.Cell($0) }
    }
    return ReportTable(
      id: "settings", title: "Settings",
      caption: "What each method's runs were asked for; empty where the default was taken.",
      notes: statistics.methods.contains { $0.limits.count > 1 || $0.versions.count > 1 }
        ? ["Where several limits or versions stand, they belong to different instances or seeds."]
        : [],
      columns: [
        .key("label"), .words("method"), .words("formulation"), .words("engine"),
        .words("parameters"), .words("warm start"), .init("threads"), .words("limits"),
        .words("version"),
      ], rows: rows)
  }

  /// Where the runs were carried out.
  static func machines(_ statistics: StudyStatistics) -> ReportTable {
    var counts: [Machine: Int] = [:]
    for run in statistics.results.runs { counts[run.machine, default: 0] += 1 }
    let machines = counts.keys.sorted {
      let (a, b) = ($0, $1)
      if a.host != b.host { return naturallyPrecedes(a.host, b.host) }
      if a.processor != b.processor { return a.processor < b.processor }
      if a.system != b.system { return a.system < b.system }
      return (a.cores, a.memory) < (b.cores, b.memory)
    }
    let rows = machines.map { machine -> [ReportTable.Cell] in
      [
        ReportTable.Cell(machine.host), ReportTable.Cell(machine.processor),
        ReportTable.Cell(count: machine.cores), ReportTable.Cell(count: machine.memory),
        ReportTable.Cell(machine.system), ReportTable.Cell(count: counts[machine] ?? 0),
      ]
    }
    return ReportTable(
      id: "machines", title: "Machines", caption: "Where the runs were carried out.",
      notes: machines.count > 1 ? ["Times of different machines are not comparable."] : [],
      columns: [
        .key("host"), .words("processor"), .init("cores"), .init("memory MiB"), .words("system"),
        .init("runs"),
      ], rows: rows)
  }
}
