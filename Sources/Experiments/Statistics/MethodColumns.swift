import OptCore

/// Decides which runs stand in one column of a comparison.
///
/// Runs of one label belong together when they were asked for with the same settings. Other settings under the same
/// label in the same family are other methods: each becomes a column of its own, named after what differs
/// (`search [kick-swaps=1]`). So does what repeats an instance and seed under other limits, with another version of
/// optsolve or from another content of a warm start: such runs are not seeds of one method.
struct MethodColumns {
  /// Runs that the settings do not tell apart.
  private struct Group: Hashable {
    var label: String
    /// Place among the different settings; nil where the label means one setting.
    var setting: Int?
  }

  private struct Variant: Hashable {
    var limits: SolveLimits
    var version: String
  }

  private struct Trial: Hashable {
    var group: Group
    var instance: Int
    var seed: UInt64
  }

  private struct Column: Hashable {
    var group: Group
    /// nil where the group is not split.
    var variant: Variant?
    /// Which of several contents of a warm start, by age, from 0.
    var start: Int
  }

  private(set) var methods: [ComparedMethod] = []
  /// For each record the index of its column.
  private(set) var methodOf: [Int] = []

  private let results: StudyResults
  private let instanceOf: [Int]
  private var settings = SettingTable()

  init(_ results: StudyResults, _ instanceOf: [Int]) {
    self.results = results
    self.instanceOf = instanceOf
    for run in results.runs { settings.add(run.specification) }
    let groups = results.runs.indices.map(group)
    let repeated = repeatedGroups(groups)
    let starts = startOrdinals(groups)
    var known: [Column: Int] = [:]
    var columns: [Column] = []
    var found: [ComparedMethod] = []
    methodOf.reserveCapacity(results.runs.count)
    for (index, run) in results.runs.enumerated() {
      let variant = repeated.contains(groups[index]) ? variant(of: run) : nil
      let column = Column(group: groups[index], variant: variant, start: starts[index] ?? 0)
      if known[column] == nil {
        known[column] = found.count
        columns.append(column)
        found.append(
          ComparedMethod(label: "", setting: settings.setting(of: index), limits: [], versions: []))
      }
      let place = known[column] ?? 0
      methodOf.append(place)
      found[place].add(run)
    }
    let restarted = Set(columns.filter { $0.start > 0 }.map(\.group))
    for (place, column) in columns.enumerated() {
      found[place].label = title(column, namesStart: restarted.contains(column.group))
    }
    sort(found)
  }

  private func group(_ index: Int) -> Group {
    let specification = results.runs[index].specification
    let label = specification.method.label
    return Group(
      label: label, setting: settings.isSplit(label) ? settings.settingOf[index] : nil)
  }

  private func variant(of run: RunRecord) -> Variant {
    Variant(limits: run.specification.limits, version: run.version)
  }

  /// Groups that have several runs on one instance with one seed that differ in limits or version.
  private func repeatedGroups(_ groups: [Group]) -> Set<Group> {
    var variants: [Trial: Variant] = [:]
    variants.reserveCapacity(results.runs.count)
    var repeated: Set<Group> = []
    for (index, run) in results.runs.enumerated() {
      let trial = Trial(
        group: groups[index], instance: instanceOf[index], seed: run.specification.seed)
      let variant = variant(of: run)
      if let other = variants.updateValue(variant, forKey: trial), other != variant {
        repeated.insert(trial.group)
      }
    }
    return repeated
  }

  /// Places of runs that nothing but their key tells from another one, by age: their warm starts were files of
  /// one path and different contents.
  private func startOrdinals(_ groups: [Group]) -> [Int: Int] {
    struct Same: Hashable {
      var trial: Trial
      var variant: Variant
    }
    var same: [Same: [Int]] = [:]
    for (index, run) in results.runs.enumerated() where settings.startsFromFile(index) {
      let trial = Trial(
        group: groups[index], instance: instanceOf[index], seed: run.specification.seed)
      same[Same(trial: trial, variant: variant(of: run)), default: []].append(index)
    }
    var ordinals: [Int: Int] = [:]
    for runs in same.values where runs.count > 1 {
      let byAge = runs.sorted {
        let (a, b) = (results.runs[$0], results.runs[$1])
        return a.started != b.started ? a.started < b.started : a.key < b.key
      }
      for (ordinal, index) in byAge.enumerated() { ordinals[index] = ordinal }
    }
    return ordinals
  }

  private func title(_ column: Column, namesStart: Bool) -> String {
    var parts = column.group.setting.map { settings.difference($0, of: column.group.label) } ?? []
    if let variant = column.variant { parts += [variant.limits.summary, variant.version] }
    if namesStart { parts.append("start \(column.start + 1)") }
    return parts.isEmpty
      ? column.group.label : "\(column.group.label) [\(parts.joined(separator: ", "))]"
  }

  private mutating func sort(_ found: [ComparedMethod]) {
    let ranks = Dictionary(
      results.methods.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    func rank(_ index: Int) -> Int { ranks[found[index].setting.label] ?? .max }
    let sorted = found.indices.sorted {
      rank($0) != rank($1)
        ? rank($0) < rank($1) : naturallyPrecedes(found[$0].label, found[$1].label)
    }
    var place = [Int](repeating: 0, count: sorted.count)
    var taken: Set<String> = []
    for (index, old) in sorted.enumerated() {
      place[old] = index
      var method = found[old]
      var count = 1
      while !taken.insert(method.label).inserted {
        count += 1
        method.label = "\(found[old].label) (\(count))"
      }
      method.limits.sort { $0.summary < $1.summary }
      method.versions.sort(by: naturallyPrecedes)
      methods.append(method)
    }
    methodOf = methodOf.map { place[$0] }
  }
}

extension ComparedMethod {
  /// Takes in the limits and the version of a run.
  fileprivate mutating func add(_ run: RunRecord) {
    if !limits.contains(run.specification.limits) { limits.append(run.specification.limits) }
    if !versions.contains(run.version) { versions.append(run.version) }
  }
}
