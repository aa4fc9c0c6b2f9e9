import OptCore

/// Puts the runs of a study in order: which instances, which methods, which runs belong to both.
struct StudyIndex {
  /// What makes two instances the same: their data, whatever name and path they had.
  private struct InstanceKey: Hashable {
    var family: String
    var digest: String
    var parameters: [String]

    init(_ instance: InstanceReference) {
      family = instance.family
      digest = instance.digest
      parameters = instance.parameters
    }
  }

  private(set) var instances: [InstanceReference] = []
  private(set) var methods: [ComparedMethod] = []
  /// Indices of records by instance, method, seed and key.
  private(set) var order: [Int] = []
  /// `starts[instance * methods.count + method]`: where their runs begin in `order`; one more entry ends the last.
  private(set) var starts: [Int] = []

  init(_ results: StudyResults) {
    let instanceOf = indexInstances(results)
    let methodOf = indexMethods(results, instanceOf)
    sortRuns(results, instanceOf, methodOf)
  }

  private mutating func indexInstances(_ results: StudyResults) -> [Int] {
    var known: [InstanceKey: Int] = [:]
    var found: [InstanceReference] = []
    var instanceOf: [Int] = []
    instanceOf.reserveCapacity(results.runs.count)
    for run in results.runs {
      let key = InstanceKey(run.specification.instance)
      if let index = known[key] {
        instanceOf.append(index)
        let instance = run.specification.instance
        if (instance.path, instance.name) < (found[index].path, found[index].name) {
          let sense = found[index].sense
          found[index] = instance
          found[index].sense = instance.sense ?? sense
        } else if found[index].sense == nil {
          found[index].sense = instance.sense
        }
      } else {
        known[key] = found.count
        instanceOf.append(found.count)
        found.append(run.specification.instance)
      }
    }
    let ranks = familyRanks(results)
    let sorted = found.indices.sorted { StudyIndex.comesBefore(found[$0], found[$1], ranks) }
    instances = sorted.map { found[$0] }
    var place = [Int](repeating: 0, count: sorted.count)
    for (index, old) in sorted.enumerated() { place[old] = index }
    return instanceOf.map { place[$0] }
  }

  private func familyRanks(_ results: StudyResults) -> [String: Int] {
    Dictionary(
      results.families.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  private static func comesBefore(
    _ a: InstanceReference, _ b: InstanceReference, _ ranks: [String: Int]
  ) -> Bool {
    if a.family != b.family {
      let first = ranks[a.family] ?? .max
      let second = ranks[b.family] ?? .max
      return first != second ? first < second : a.family < b.family
    }
    if a.name != b.name { return naturallyPrecedes(a.name, b.name) }
    if a.digest != b.digest { return a.digest < b.digest }
    return a.parameters.lexicographicallyPrecedes(b.parameters)
  }

  private mutating func indexMethods(_ results: StudyResults, _ instanceOf: [Int]) -> [Int] {
    let columns = MethodColumns(results, instanceOf)
    methods = columns.methods
    return columns.methodOf
  }

  /// A counting sort by (instance, method), then a sort by seed inside each.
  private mutating func sortRuns(
    _ results: StudyResults, _ instanceOf: [Int], _ methodOf: [Int]
  ) {
    starts = [Int](repeating: 0, count: instances.count * methods.count + 1)
    let cellOf = results.runs.indices.map { instanceOf[$0] * methods.count + methodOf[$0] }
    for cell in cellOf { starts[cell + 1] += 1 }
    for cell in starts.indices.dropFirst() { starts[cell] += starts[cell - 1] }
    var next = starts
    order = [Int](repeating: 0, count: results.runs.count)
    for (run, cell) in cellOf.enumerated() {
      order[next[cell]] = run
      next[cell] += 1
    }
    for cell in starts.indices.dropLast() where starts[cell + 1] - starts[cell] > 1 {
      order[starts[cell]..<starts[cell + 1]].sort {
        let (a, b) = (results.runs[$0], results.runs[$1])
        if a.specification.seed != b.specification.seed {
          return a.specification.seed < b.specification.seed
        }
        return a.key < b.key
      }
    }
  }
}
