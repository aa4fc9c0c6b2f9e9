extension ReportTables {
  /// What a table of groups shows.
  private struct Measure {
    var id: String
    var title: String
    var caption: String
    var notes: [String]
    var cell: (MethodAggregate) -> ReportTable.Cell
    var leastIsBest: Bool
  }

  /// Tables with groups of instances as rows and methods as columns, for every grouping that has several groups.
  static func groups(_ statistics: StudyStatistics) -> [ReportTable] {
    let names: [(Grouping, String)] = [
      (.family, "family"), (.size, "size"), (.instanceClass, "class"),
    ]
    return names.flatMap { grouping, name -> [ReportTable] in
      let groups = statistics.groups(by: grouping)
      guard groups.count > 1 else { return [] }
      if grouping == .instanceClass, groups.count == statistics.instances.count { return [] }
      let sums = groups.map { group in
        let isSummable = areSummable(group.instances, statistics)
        return statistics.methods.indices.map { method in
          var sum = statistics.aggregate(method: method, instances: group.instances)
          if !isSummable { sum.pooledDeviation = nil }
          return sum
        }
      }
      return measures(statistics).compactMap {
        table($0, grouping: name, groups, sums, statistics)
      }
    }
  }

  private static func measures(_ statistics: StudyStatistics) -> [Measure] {
    let all = Array(statistics.instances.indices)
    return [
      Measure(
        id: "deviation", title: "Deviation %", caption: "Mean deviation from the reference",
        notes: baselineNotes(statistics, all), cell: { percent($0.deviation) }, leastIsBest: true),
      Measure(
        id: "pooled", title: "Pooled deviation %",
        caption: "Sum of all excesses over the sum of all references",
        notes: [], cell: { percent($0.pooledDeviation) }, leastIsBest: true),
      Measure(
        id: "optimal", title: "Optimal", caption: "Runs that found the known optimum",
        notes: [],
        cell: {
          $0.knownOptimumCount == 0
            ? .none : .init(count: $0.optimalCount, runCount: $0.knownOptimumCount)
        },
        leastIsBest: false),
      Measure(
        id: "proven", title: "Proven", caption: "Runs that proved their answer", notes: [],
        cell: {
          $0.runCount == 0
            ? .none : .init(count: $0.provenCount, runCount: $0.runCount - $0.faultyCount)
        },
        leastIsBest: false),
      Measure(
        id: "gap", title: "Gap %", caption: "Mean relative gap to the run's own bound", notes: [],
        cell: { percent($0.gap) }, leastIsBest: false),
      Measure(
        id: "time", title: "Time s", caption: "Shifted geometric mean of wall seconds",
        notes: [timeNote(statistics)], cell: { measure($0.time) }, leastIsBest: false),
    ]
  }

  /// nil when no method has anything to show.
  private static func table(
    _ measure: Measure, grouping: String, _ groups: [InstanceGroup], _ sums: [[MethodAggregate]],
    _ statistics: StudyStatistics
  ) -> ReportTable? {
    let families = Set(groups.compactMap(\.family)).count > 1 && grouping != "family"
    var rows: [[ReportTable.Cell]] = []
    for (group, sums) in zip(groups, sums) {
      var row = families ? [ReportTable.Cell(group.family ?? "")] : []
      row += [ReportTable.Cell(group.title), ReportTable.Cell(count: group.instances.count)]
      let first = row.count
      row += sums.map(measure.cell)
      if measure.leastIsBest {
        let complete = sums.indices.filter { sums[$0].instanceCount == group.instances.count }
        markLeast(&row, among: complete.map { first + $0 })
      }
      rows.append(row)
    }
    let firstMethod = families ? 3 : 2
    guard rows.contains(where: { $0[firstMethod...].contains { $0 != .none } }) else { return nil }
    let keys: [ReportTable.Column] = families ? [.key("family")] : []
    return ReportTable(
      id: "\(measure.id)-by-\(grouping)", title: "\(measure.title) by \(grouping)",
      caption: "\(measure.caption), by \(grouping) of the instance and method.",
      notes: [countNote] + measure.notes + classNote(grouping, statistics)
        + faultNotes(statistics, Array(statistics.instances.indices)),
      columns: keys + [.key(grouping), .init("instances")]
        + statistics.methods.map { .init($0.label) },
      rows: rows)
  }

  private static func classNote(_ grouping: String, _ statistics: StudyStatistics) -> [String] {
    guard grouping == "class" else { return [] }
    switch statistics.options.classRule {
    case .serialNumber: return ["Class: the instance's name without its serial number."]
    case .pattern(let pattern): return ["Class: what \(pattern) matches in the instance's name."]
    }
  }
}
