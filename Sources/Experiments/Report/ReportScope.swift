/// Instances that a table is about.
struct ReportScope {
  /// What table identifiers end on: empty, or `-smtt`.
  var suffix: String
  /// What titles end on: empty, or `: smtt`.
  var ending: String
  /// Indices into the instances of the statistics.
  var instances: [Int]

  /// Everything; in a study of several families also each of them.
  static func all(of statistics: StudyStatistics) -> [ReportScope] {
    let everything = ReportScope(
      suffix: "", ending: "", instances: Array(statistics.instances.indices))
    let families = statistics.groups(by: .family)
    guard families.count > 1 else { return everything.instances.isEmpty ? [] : [everything] }
    return [everything]
      + families.map {
        ReportScope(suffix: "-\($0.title)", ending: ": \($0.title)", instances: $0.instances)
      }
  }

  /// Methods with runs on these instances, as indices.
  func methods(in statistics: StudyStatistics) -> [Int] {
    statistics.methods.indices.filter { method in
      instances.contains { !statistics.allRuns(instance: $0, method: method).isEmpty }
    }
  }
}
