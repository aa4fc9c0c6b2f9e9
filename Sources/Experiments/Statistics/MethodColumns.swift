import OptCore

/// Decides which runs stand in one column of a comparison.
///
/// Runs of one label belong together unless the label repeats an instance and seed under other limits or with another
/// version of optsolve: such runs are not seeds of one method, so each variant becomes a column of its own, named
/// `label [60 s, 1.2.0]`.
struct MethodColumns {
  private struct Variant: Hashable {
    var label: String
    var limits: SolveLimits
    var version: String
  }

  private struct Trial: Hashable {
    var label: String
    var instance: Int
    var seed: UInt64
  }

  private(set) var methods: [ComparedMethod] = []
  /// For each record the index of its column.
  private(set) var methodOf: [Int] = []

  init(_ results: StudyResults, _ instanceOf: [Int]) {
    let split = MethodColumns.repeatedLabels(results, instanceOf)
    var known: [String: Int] = [:]
    var found: [ComparedMethod] = []
    var first: [String] = []
    methodOf.reserveCapacity(results.runs.count)
    for run in results.runs {
      let column = MethodColumns.title(run, isSplit: split.contains(run.specification.method.label))
      let index: Int
      if let old = known[column] {
        index = old
      } else {
        index = found.count
        known[column] = index
        found.append(
          ComparedMethod(label: column, setting: run.specification.method, limits: [], versions: [])
        )
        first.append(run.key)
      }
      methodOf.append(index)
      if run.key < first[index] {
        first[index] = run.key
        found[index].setting = run.specification.method
      }
      if !found[index].limits.contains(run.specification.limits) {
        found[index].limits.append(run.specification.limits)
      }
      if !found[index].versions.contains(run.version) { found[index].versions.append(run.version) }
    }
    sort(found, results.methods)
  }

  private mutating func sort(_ found: [ComparedMethod], _ labels: [String]) {
    let ranks = Dictionary(
      labels.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    func rank(_ index: Int) -> Int { ranks[found[index].setting.label] ?? .max }
    let sorted = found.indices.sorted {
      rank($0) != rank($1)
        ? rank($0) < rank($1) : naturallyPrecedes(found[$0].label, found[$1].label)
    }
    var place = [Int](repeating: 0, count: sorted.count)
    for (index, old) in sorted.enumerated() {
      place[old] = index
      var method = found[old]
      method.limits.sort { $0.summary < $1.summary }
      method.versions.sort(by: naturallyPrecedes)
      methods.append(method)
    }
    methodOf = methodOf.map { place[$0] }
  }

  private static func title(_ run: RunRecord, isSplit: Bool) -> String {
    let label = run.specification.method.label
    return isSplit ? "\(label) [\(run.specification.limits.summary), \(run.version)]" : label
  }

  /// Labels that have several runs on one instance with one seed that differ in limits or version.
  private static func repeatedLabels(_ results: StudyResults, _ instanceOf: [Int]) -> Set<String> {
    var variants: [Trial: Variant] = [:]
    variants.reserveCapacity(results.runs.count)
    var repeated: Set<String> = []
    for (index, run) in results.runs.enumerated() {
      let label = run.specification.method.label
      let trial = Trial(label: label, instance: instanceOf[index], seed: run.specification.seed)
      let variant = Variant(label: label, limits: run.specification.limits, version: run.version)
      if let other = variants.updateValue(variant, forKey: trial), other != variant {
        repeated.insert(label)
      }
    }
    return repeated
  }
}
